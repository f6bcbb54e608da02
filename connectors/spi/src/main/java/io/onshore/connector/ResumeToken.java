package io.onshore.connector;

/**
 * What it takes to resume an upload in another process. A secret: it may hold an address that needs
 * no login, so {@link #toString} tells only the provider and the token is sealed wherever it is
 * stored.
 */
public final class ResumeToken {
  private final ProviderId provider;
  private final String secret;

  public ResumeToken(ProviderId provider, String secret) {
    this.provider = provider;
    this.secret = secret;
  }

  /** Whose token this is. */
  public ProviderId provider() {
    return provider;
  }

  /** The content, for the connector that made it and for sealed storage only. */
  public String reveal() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResumeToken token
        && provider.equals(token.provider)
        && secret.equals(token.secret);
  }

  @Override
  public int hashCode() {
    return 31 * provider.hashCode() + secret.hashCode();
  }

  @Override
  public String toString() {
    return "ResumeToken[" + provider + ", secret]";
  }
}
