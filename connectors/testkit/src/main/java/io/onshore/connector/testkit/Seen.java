package io.onshore.connector.testkit;

import java.util.Map;
import java.util.TreeMap;

/**
 * One request that reached the provider's double, seen without its secrets.
 *
 * @param purpose what it is for
 * @param method the HTTP method, or the name of a local operation
 * @param host host and, if it is not the default, port; empty if there is no network
 * @param path with the query, without tokens
 * @param headers by lower-case name; values of credentials are replaced
 * @param authorised whether it carried credentials
 * @param toUploadUrl whether it went to the secret address of one upload
 * @param contentBytes how many bytes of the object it carried, 0 if none
 * @param body the first {@link #MAX_BODY} bytes of the body, one character (ISO 8859-1) for each
 */
public record Seen(
    Purpose purpose,
    String method,
    String host,
    String path,
    Map<String, String> headers,
    boolean authorised,
    boolean toUploadUrl,
    long contentBytes,
    String body) {
  /** The most bytes of a body that a harness keeps. */
  public static final int MAX_BODY = 1 << 20;

  public Seen {
    headers = Map.copyOf(headers);
  }

  /** What a request is for. */
  public enum Purpose {
    /** Getting or renewing an access token. */
    SIGN_IN,
    /** Asking; changes nothing at the provider. */
    READ,
    /** Anything that may change something at the provider. */
    CHANGE
  }

  @Override
  public String toString() {
    return purpose
        + " "
        + method
        + " "
        + host
        + path
        + " "
        + new TreeMap<>(headers).keySet()
        + " "
        + contentBytes
        + " content bytes";
  }
}
