package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.credential.Tokens;
import java.util.Map;
import java.util.Optional;

/** By what right a client asks for a token. */
public sealed interface Grant {
  /** The form fields of a request, beside those of the client itself. Secrets. */
  Map<String, String> form(Optional<Tokens> newest) throws ConnectorException;

  /** In its own name; RFC 6749 section 4.4. */
  record ClientCredentials() implements Grant {
    @Override
    public Map<String, String> form(Optional<Tokens> newest) {
      return Map.of("grant_type", "client_credentials");
    }
  }

  /** In the name of whoever consented, whose newest refresh token the vault holds; section 6. */
  record RefreshToken() implements Grant {
    @Override
    public Map<String, String> form(Optional<Tokens> newest) throws ConnectorException {
      String refresh =
          newest
              .flatMap(Tokens::refresh)
              .orElseThrow(
                  () ->
                      new ConnectorException(
                          Failure.permanent(Failure.Kind.REAUTHORISE),
                          "nobody has connected this account yet, or it was disconnected"));
      return Map.of("grant_type", "refresh_token", "refresh_token", refresh);
    }
  }

  /** By a signed statement about itself; RFC 7523 section 2.1. */
  record Assertion(Signer signer) implements Grant {
    @Override
    public Map<String, String> form(Optional<Tokens> newest) throws ConnectorException {
      return Map.of(
          "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", signer.sign());
    }
  }

  /** Signs a fresh statement. */
  @FunctionalInterface
  interface Signer {
    /**
     * A JSON Web Token, good for one request.
     *
     * @throws ConnectorException {@link Failure.Kind#MISCONFIGURED} if the key cannot sign
     */
    String sign() throws ConnectorException;
  }
}
