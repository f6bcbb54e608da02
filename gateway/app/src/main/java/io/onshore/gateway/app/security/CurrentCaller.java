package io.onshore.gateway.app.security;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
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
   * @throws RequestRefused PRACTICE_UNKNOWN if the sign-in belongs to no practice
   */
  public Caller get() {
    return known()
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.PRACTICE_UNKNOWN,
                    "your sign-in belongs to no practice that is set up here",
                    "ask the practice admin to add you"));
  }

  /** The caller, if the sign-in belongs to a practice. */
  public Optional<Caller> known() {
    return Optional.ofNullable(identity.getAttribute(Members.CALLER));
  }
}
