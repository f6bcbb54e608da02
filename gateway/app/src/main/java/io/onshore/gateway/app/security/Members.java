package io.onshore.gateway.app.security;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.directory.Directory;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells whose caller somebody is who signed in. Their roles are those they have in the practice
 * that they ask for, and none without one. Who asks for a practice is seen by its directory.
 */
@ApplicationScoped
public class Members implements SecurityIdentityAugmentor {
  static final String PERSON = "onshore.person";
  static final String CONTEXT = "onshore.context";

  private final Supplier<SetUp> setUp;
  private final OnshoreSettings.Identity settings;
  private final Directory directory;

  Members(Supplier<SetUp> setUp, OnshoreSettings settings, Directory directory) {
    this.setUp = setUp;
    this.directory = directory;
    this.settings = settings.identity();
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    return Uni.createFrom()
        .item(identity.isAnonymous() ? identity : withContext(identity, attributes));
  }

  private SecurityIdentity withContext(SecurityIdentity identity, Map<String, Object> attributes) {
    SignedIn person = person(identity);
    RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(attributes);
    PracticeContext context =
        PracticeContext.of(person, routing == null ? null : routing.request());
    QuarkusSecurityIdentity.Builder builder =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addCredentials(identity.getCredentials())
            .addAttributes(identity.getAttributes())
            .addAttribute(PERSON, person)
            .addAttribute(CONTEXT, context);
    if (context instanceof PracticeContext.Chosen chosen) {
      chosen.caller().roles().forEach(role -> builder.addRole(role.id()));
      directory.saw(chosen.caller(), person.memberOf(chosen.caller().practice()));
    }
    return builder.build();
  }

  private SignedIn person(SecurityIdentity identity) {
    Token token = Token.of(identity.getPrincipal());
    String login = identity.getPrincipal().getName();
    return new Memberships(setUp.get(), settings.roles())
        .of(
            new Memberships.Told(
                login,
                token.text("sub").orElse(login),
                token.text("name").filter(name -> !name.isBlank()).orElse(login),
                settings.practiceClaims().stream()
                    .flatMap(claim -> token.texts(claim).stream())
                    .toList(),
                identity.getRoles(),
                token.text(settings.jurisdictionClaim())));
  }
}
