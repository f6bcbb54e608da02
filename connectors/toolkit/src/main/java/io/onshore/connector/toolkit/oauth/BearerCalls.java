package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;

/**
 * Requests that carry the connection's access token. One that the provider refuses with 401 is
 * renewed once, and the request made again with its body opened anew. Safe for several threads.
 */
public final class BearerCalls {
  private static final int UNAUTHORIZED = 401;

  private final HttpSeam seam;
  private final OAuthTokens tokens;

  public BearerCalls(HttpSeam seam, OAuthTokens tokens) {
    this.seam = seam;
    this.tokens = tokens;
  }

  /**
   * Sends a request and reads the whole answer, whatever its status.
   *
   * @throws ConnectorException if no token can be had
   * @throws TransportException if there is no usable answer
   */
  public HttpAnswer send(HttpCall call) throws ConnectorException, TransportException {
    Tokens token = tokens.current();
    HttpAnswer answer = seam.send(with(call, token));
    return answer.status() == UNAUTHORIZED ? seam.send(with(call, tokens.renew(token))) : answer;
  }

  /**
   * Sends a request and hands out the answer's body as a stream; the caller closes it.
   *
   * @throws ConnectorException if no token can be had
   * @throws TransportException if there is no answer
   */
  public StreamingAnswer open(HttpCall call) throws ConnectorException, TransportException {
    Tokens token = tokens.current();
    StreamingAnswer answer = seam.open(with(call, token));
    if (answer.status() != UNAUTHORIZED) {
      return answer;
    }
    answer.close();
    return seam.open(with(call, tokens.renew(token)));
  }

  private static HttpCall with(HttpCall call, Tokens token) {
    return call.with("Authorization", token.bearer());
  }
}
