package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request to a token endpoint, and what its answer means. Safe for several threads. */
final class TokenCalls {
  /** What a token lives if the server does not say. */
  private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);

  private final HttpSeam seam;
  private final TokenEndpoint endpoint;
  private final ConnectorContext context;

  TokenCalls(HttpSeam seam, TokenEndpoint endpoint, ConnectorContext context) {
    this.seam = seam;
    this.endpoint = endpoint;
    this.context = context;
  }

  /**
   * Asks for tokens.
   *
   * @param fields beside those of the client
   * @param keep a refresh token that lives on if the answer brings none
   */
  Tokens ask(Map<String, String> fields, Optional<String> keep) throws ConnectorException {
    Instant asked = context.clock().instant();
    HttpAnswer answer = send(fields);
    TokenAnswer read = read(answer);
    if (!answer.ok()) {
      throw refusal(answer, read);
    }
    String access =
        read.accessToken()
            .filter(ignored -> read.bearer())
            .orElseThrow(
                () ->
                    new ConnectorException(
                        Failure.permanent(Kind.UNCLASSIFIED),
                        "the token endpoint gave no bearer token"));
    return new Tokens(
        access,
        asked.plus(read.life().orElse(ASSUMED_LIFE)),
        read.refreshToken().or(() -> keep),
        read.scopes());
  }

  private HttpAnswer send(Map<String, String> fields) throws ConnectorException {
    Map<String, String> form = new TreeMap<>(fields);
    try {
      return seam.send(
          HttpCall.of("POST", endpoint.address(), context.callTimeout())
              .with("Accept", "application/json")
              .with(Body.form(form)));
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  private static TokenAnswer read(HttpAnswer answer) throws ConnectorException {
    try {
      return TokenAnswer.parse(answer.body());
    } catch (IOException e) {
      if (answer.ok()) {
        throw new ConnectorException(
            Failure.permanent(Kind.UNCLASSIFIED),
            "the token endpoint's answer cannot be read",
            ForeignCause.of(e));
      }
      // An error page of a proxy, say: its status tells enough.
      return TokenAnswer.empty();
    }
  }

  private ConnectorException refusal(HttpAnswer answer, TokenAnswer read) {
    Retry retry =
        RetryAfter.of(answer.headers(), context.clock())
            .<Retry>map(Retry.After::new)
            .orElseGet(Retry.Backoff::new);
    Failure failure =
        switch (kind(answer.status(), read.error().orElse(""))) {
          case THROTTLED -> new Failure(Kind.THROTTLED, retry, Effect.NONE, Optional.empty());
          case UNAVAILABLE -> new Failure(Kind.UNAVAILABLE, retry, Effect.NONE, Optional.empty());
          case Kind permanent -> Failure.permanent(permanent);
        };
    return new ConnectorException(
        failure,
        "the token endpoint answered "
            + answer.status()
            + read.error().map(code -> " `" + code + "`").orElse(""));
  }

  private static Kind kind(int status, String error) {
    if (status == 429) {
      return Kind.THROTTLED;
    }
    if (status >= 500 || status == 408 || error.equals("temporarily_unavailable")) {
      return Kind.UNAVAILABLE;
    }
    return switch (error) {
      case "invalid_grant",
          "invalid_client",
          "unauthorized_client",
          "access_denied",
          "interaction_required",
          "consent_required",
          "login_required" ->
          Kind.REAUTHORISE;
      case "invalid_request", "invalid_scope", "unsupported_grant_type", "invalid_resource" ->
          Kind.MISCONFIGURED;
      case String other -> status == 401 ? Kind.REAUTHORISE : Kind.UNCLASSIFIED;
    };
  }
}
