package io.onshore.connector.simulator.signin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one provider's OAuth does its own way.
 *
 * @param refresh what becomes of a refresh token when it is used
 * @param codeLife how long an authorization code is good
 * @param accessLife how long an access token is good
 * @param refreshLife how long an unused refresh token is good; empty if for ever
 * @param challengeIsChecked whether the verifier of PKCE is compared with the challenge; else both
 *     are ignored
 * @param stays whether the parameters of the consent page ask for a refresh token
 * @param firstConsentOnly whether a refresh token comes with an account's first consent only,
 *     unless the page is asked with {@code prompt=consent}
 * @param tellsScope whether a token answer says what was granted
 * @param scopes those that the provider knows; a page that asks for others is refused. Empty if
 *     every scope is taken
 */
public record Habits(
    RefreshUse refresh,
    Duration codeLife,
    Duration accessLife,
    Optional<Duration> refreshLife,
    boolean challengeIsChecked,
    Predicate<Map<String, String>> stays,
    boolean firstConsentOnly,
    boolean tellsScope,
    Set<String> scopes) {
  public Habits {
    scopes = Set.copyOf(scopes);
  }

  /** What becomes of a refresh token when it is used. */
  public enum RefreshUse {
    /** It is dead, and a new one comes: Box. */
    WORKS_ONCE,
    /** It lives on, and a new one comes as well: Microsoft. */
    ROTATES,
    /** It lives on, and no new one comes: Dropbox and Google. */
    STAYS
  }
}
