package io.onshore.connector.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider handed out for one connection. Secrets: {@link #toString} says nothing of them.
 * Compared by value. Immutable.
 *
 * @param access the bearer token
 * @param expiresAt when the provider said that the access token ends
 * @param refresh what the next pair is asked with; empty where the grant needs none
 * @param scopes what was granted; empty if the provider does not tell
 */
public record Tokens(
    String access, Instant expiresAt, Optional<String> refresh, Optional<Set<String>> scopes) {
  /**
   * @throws IllegalArgumentException if the access token is blank
   */
  public Tokens {
    if (access.isBlank()) {
      throw new IllegalArgumentException("an access token must not be blank");
    }
    scopes = scopes.map(Set::copyOf);
  }

  /** The value of an Authorization header, for the provider's API and for nothing else. */
  public String bearer() {
    return "Bearer " + access;
  }

  @Override
  public String toString() {
    return "Tokens[secret]";
  }
}
