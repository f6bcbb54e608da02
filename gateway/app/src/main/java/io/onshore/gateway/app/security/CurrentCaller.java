package io.onshore.gateway.app.security;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RequestRefused;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who is asking right now. */
@RequestScoped
public class CurrentCaller {
  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The caller.
   *
   * @throws RequestRefused PRACTICE_UNKNOWN if the sign-in belongs to no practice, or not to the
   *     one that the request names; PRACTICE_NOT_CHOSEN if it belongs to several and the request
   *     names none
   */
  public Caller get() {
    return switch (context()) {
      case PracticeContext.Chosen chosen -> chosen.caller();
      case PracticeContext.None none -> throw none.why();
    };
  }

  /** The caller, where it is known for which practice they ask. */
  public Optional<Caller> known() {
    return context() instanceof PracticeContext.Chosen chosen
        ? Optional.of(chosen.caller())
        : Optional.empty();
  }

  /** The person or program, for whichever practice. */
  public SignedIn person() {
    return attribute(Members.PERSON, SignedIn.class);
  }

  private PracticeContext context() {
    return attribute(Members.CONTEXT, PracticeContext.class);
  }

  private <T> T attribute(String name, Class<T> type) {
    return type.cast(
        Optional.ofNullable(identity.getAttribute(name)).orElseThrow(UnauthorizedException::new));
  }
}
