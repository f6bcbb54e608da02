package io.onshore.gateway.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an event is about, and where a program reads more. The names are stored. */
public enum About {
  TRANSFER(Optional.of("/api/v1/transfers/%s")),
  /** A transfer that never came to be: there is nothing to read. */
  REFUSED_TRANSFER(Optional.empty()),
  DESTINATION(Optional.of("/api/v1/destinations/%s/evidence")),
  CONNECTION(Optional.of("/api/v1/connections/%s")),
  CASE(Optional.of("/api/v1/reviews/%s")),
  RULES(Optional.of("/api/v1/policy/rules")),
  SET_UP(Optional.of("/api/v1/setup")),
  STOP(Optional.of("/api/v1/stops")),
  EXPIRY(Optional.of("/api/v1/expiries")),
  WEBHOOK(Optional.of("/api/v1/webhooks/%s"));

  private final Optional<String> pattern;

  About(Optional<String> pattern) {
    this.pattern = pattern;
  }

  /** The path of what is told about, for who may read it. */
  public Optional<String> path(String subject) {
    return pattern.map(
        each ->
            each.formatted(URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20")));
  }
}
