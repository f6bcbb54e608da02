package io.onshore.connector.toolkit.http;

import java.nio.charset.StandardCharsets;

/**
 * An answer that was read to its end. {@link #toString} tells the status only.
 *
 * @param body not copied; at most the seam's set size
 */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
public record HttpAnswer(int status, Headers headers, byte[] body) {
  /** Whether the status is one of 200 to 299. */
  public boolean ok() {
    return status / 100 == 2;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HttpAnswer[" + status + "]";
  }
}
