package io.onshore.connector;

import io.onshore.connector.credential.TokenVault;
import java.time.Clock;
import java.time.Duration;

/**
 * What the gateway lends a connector.
 *
 * @param clock the only clock a connector may read; evidence is dated by it
 * @param userAgent sent to providers that ask programs to name themselves, for example {@code
 *     ISV|Onshore|Gateway/0.1}
 * @param callTimeout the longest one call to the provider may take, body included; positive
 * @param vault keeps the connection's tokens
 */
public record ConnectorContext(
    Clock clock, String userAgent, Duration callTimeout, TokenVault vault) {
  /**
   * @throws IllegalArgumentException if the time-out is not positive or the user agent is blank
   */
  public ConnectorContext {
    if (!callTimeout.isPositive()) {
      throw new IllegalArgumentException("the call time-out must be positive");
    }
    if (userAgent.isBlank()) {
      throw new IllegalArgumentException("the user agent must not be blank");
    }
  }
}
