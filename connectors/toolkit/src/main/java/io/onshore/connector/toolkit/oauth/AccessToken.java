package io.onshore.connector.toolkit.oauth;

import java.time.Instant;

/** A bearer token. A secret: {@link #toString} says nothing of it. Compared by identity. */
public final class AccessToken {
  private final String secret;
  private final Instant expiresAt;

  public AccessToken(String secret, Instant expiresAt) {
    this.secret = secret;
    this.expiresAt = expiresAt;
  }

  /** The token, for the Authorization header of the provider's API and for nothing else. */
  public String reveal() {
    return secret;
  }

  /** The value of an Authorization header. */
  public String bearer() {
    return "Bearer " + secret;
  }

  /** When the server said it expires. */
  public Instant expiresAt() {
    return expiresAt;
  }

  @Override
  public String toString() {
    return "AccessToken[secret]";
  }
}
