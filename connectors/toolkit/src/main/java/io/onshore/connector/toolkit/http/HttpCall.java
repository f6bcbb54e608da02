package io.onshore.connector.toolkit.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One request. Its address and headers may be secrets, so {@link #toString} tells only method,
 * scheme and host.
 *
 * @param method such as {@code PUT}
 * @param uri absolute, http or https, without user info
 * @param headers sent as they are; nothing is added but Host, Content-Length, Content-Type,
 *     Accept-Encoding, Connection and User-Agent
 * @param timeout the longest the call may take, from connecting to the answer's last byte; positive
 */
public record HttpCall(
    String method, URI uri, Headers headers, Optional<Body> body, Duration timeout) {
  /**
   * @throws IllegalArgumentException if the address, the time-out, a header or the method cannot be
   *     sent; the text repeats none of them
   */
  public HttpCall {
    method = method.toUpperCase(Locale.ROOT);
    boolean web =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "an address to call is absolute, http or https, and holds no user info");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("the time-out must be positive");
    }
    if (body.isPresent() && (method.equals("GET") || method.equals("HEAD"))) {
      throw new IllegalArgumentException("GET and HEAD have no body");
    }
    for (Headers.Field field : headers.fields()) {
      requireSendable(field);
    }
  }

  /** A request without headers or body. */
  public static HttpCall of(String method, URI uri, Duration timeout) {
    return new HttpCall(method, uri, Headers.NONE, Optional.empty(), timeout);
  }

  /** A copy with one header field more. */
  public HttpCall with(String name, String value) {
    return new HttpCall(method, uri, headers.with(name, value), body, timeout);
  }

  /** A copy with this body. */
  public HttpCall with(Body sent) {
    return new HttpCall(method, uri, headers, Optional.of(sent), timeout);
  }

  @Override
  public String toString() {
    return method
        + " "
        + uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static void requireSendable(Headers.Field field) {
    boolean name =
        !field.name().isEmpty()
            && field.name().chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':');
    boolean value = field.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
    if (!name || !value) {
      throw new IllegalArgumentException("a header holds a character that cannot be sent");
    }
  }
}
