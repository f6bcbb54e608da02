package io.onshore.connector.credential;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import java.net.URI;

/**
 * The power to act in the name of a person who consents on the provider's own page: OAuth 2
 * authorization code with state and, where the provider knows it, PKCE (RFC 7636, method S256).
 * Present on connections that are set to act for a person.
 */
public interface Authorization {
  /** The address of the provider's page, for the person's browser. No call is made. */
  URI page(Asked asked);

  /**
   * Exchanges the code that came back. One request; a code works once and for seconds to minutes.
   *
   * @param redirect the same as in {@link Asked}
   * @param verifier the secret whose challenge went out
   * @return for the gateway to keep; nothing is kept here
   * @throws ConnectorException {@link Failure.Kind#REAUTHORISE} if the code is refused: the person
   *     starts again
   */
  Tokens redeem(String code, URI redirect, String verifier) throws ConnectorException;

  /**
   * Ends the grant at the provider. Ending one that is gone already is harmless. Where the provider
   * has no such request nothing is asked, and {@link #revocable} says so.
   */
  void revoke(Tokens tokens) throws ConnectorException;

  /** Whether the provider lets a program end a grant; if not, a person does it there. */
  boolean revocable();

  /**
   * What goes out with the person.
   *
   * @param redirect where the provider sends the browser back to; registered there beforehand
   * @param state an unguessable text that comes back unchanged
   * @param challenge the base64url SHA-256 of the verifier
   */
  record Asked(URI redirect, String state, String challenge) {
    /** Without what binds the answer to the asker. */
    @Override
    public String toString() {
      return "Asked[" + redirect.getHost() + "]";
    }
  }
}
