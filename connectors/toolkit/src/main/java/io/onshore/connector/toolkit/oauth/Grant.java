package io.onshore.connector.toolkit.oauth;

/** By what right a client asks for a token. */
public sealed interface Grant {
  /** In its own name; RFC 6749 section 4.4. */
  record ClientCredentials() implements Grant {}

  /** In the name of whoever consented; RFC 6749 section 6. */
  record Refresh(RefreshTokens tokens) implements Grant {}

  /** Keeps the refresh token. Called by one thread at a time. */
  interface RefreshTokens {
    /** The newest refresh token. A secret. */
    String newest();

    /**
     * Takes the token that replaces the newest one, which is dead from now on where the provider
     * allows a single use. Returns after the new one is safe.
     */
    void replace(String next);
  }
}
