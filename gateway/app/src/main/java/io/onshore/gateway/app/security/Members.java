package io.onshore.gateway.app.security;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells whose caller somebody is who signed in: the practice from the token's {@code practice}
 * claim, else from the set-up file's members; roles from both.
 */
@ApplicationScoped
public class Members implements SecurityIdentityAugmentor {
  static final String CALLER = "onshore.caller";

  private final Supplier<SetUp> setUp;

  Members(Supplier<SetUp> setUp) {
    this.setUp = setUp;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return Uni.createFrom().item(identity.isAnonymous() ? identity : withCaller(identity));
  }

  private SecurityIdentity withCaller(SecurityIdentity identity) {
    Optional<OidcJwtCallerPrincipal> token =
        identity.getPrincipal() instanceof OidcJwtCallerPrincipal principal
            ? Optional.of(principal)
            : Optional.empty();
    String login = identity.getPrincipal().getName();
    Optional<SetUp.Member> member = setUp.get().member(login);
    Optional<PracticeId> practice =
        token
            .flatMap(principal -> principal.<String>claim("practice"))
            .map(PracticeId::new)
            .or(() -> member.map(SetUp.Member::practice));
    if (practice.isEmpty() || setUp.get().practice(practice.get()).isEmpty()) {
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(identity.getPrincipal())
          .addCredentials(identity.getCredentials())
          .addAttributes(identity.getAttributes())
          .build();
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    identity.getRoles().forEach(role -> Role.ofId(role).ifPresent(roles::add));
    member
        .filter(each -> each.practice().equals(practice.get()))
        .ifPresent(each -> roles.addAll(each.roles()));
    Caller caller =
        new Caller(
            token.map(OidcJwtCallerPrincipal::getSubject).orElse(login),
            token.flatMap(principal -> principal.<String>claim("name")).orElse(login),
            practice.get(),
            roles);
    QuarkusSecurityIdentity.Builder builder =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addCredentials(identity.getCredentials())
            .addAttributes(identity.getAttributes())
            .addAttribute(CALLER, caller);
    roles.forEach(role -> builder.addRole(role.id()));
    return builder.build();
  }
}
