package io.onshore.gateway.app.security;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long ago, and how strongly, the caller proved who they are. A token that does not say is too
 * old: nobody decides by a sign-in that cannot be told from a stale one.
 */
@RequestScoped
public class SignInStrength {
  private final SecurityIdentity identity;
  private final OnshoreSettings.Identity.StepUp settings;
  private final Clock clock;

  SignInStrength(SecurityIdentity identity, OnshoreSettings settings, Clock clock) {
    this.identity = identity;
    this.settings = settings.identity().stepUp();
    this.clock = clock;
  }

  /**
   * Lets a grave decision pass.
   *
   * @throws StepUpNeeded if the caller has to sign in again, or more strongly
   */
  void require() {
    missing()
        .ifPresent(
            what -> {
              throw new StepUpNeeded(what, challenge());
            });
  }

  /** Whether the sign-in does for a grave decision. */
  public boolean suffices() {
    return missing().isEmpty();
  }

  /** The parameters by which the identity provider is asked for a sign-in that does. */
  public String parameters() {
    return "max_age="
        + settings.maxAge().toSeconds()
        + acr().map(values -> "&acr_values=" + values.replace(" ", "+")).orElse("");
  }

  private Optional<String> missing() {
    if (!settings.required()) {
      return Optional.empty();
    }
    Token token = Token.of(identity.getPrincipal());
    Instant earliest = clock.instant().minus(settings.maxAge());
    if (token.authenticatedAt().filter(at -> !at.isBefore(earliest)).isEmpty()) {
      return Optional.of("this decision needs a sign-in that is not older than a few minutes");
    }
    List<String> wanted = settings.acr().orElse(List.of());
    if (!wanted.isEmpty() && token.text("acr").filter(wanted::contains).isEmpty()) {
      return Optional.of("this decision needs a stronger sign-in");
    }
    return Optional.empty();
  }

  private String challenge() {
    return "Bearer error=\"insufficient_user_authentication\","
        + " error_description=\"A more recent or stronger sign-in is needed\", max_age=\""
        + settings.maxAge().toSeconds()
        + "\""
        + acr().map(values -> ", acr_values=\"" + values + "\"").orElse("");
  }

  private Optional<String> acr() {
    return settings.acr().map(values -> String.join(" ", values));
  }
}
