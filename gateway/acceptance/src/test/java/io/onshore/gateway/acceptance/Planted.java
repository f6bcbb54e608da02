package io.onshore.gateway.acceptance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tests put in or were handed out and nobody may read in a log, a metric or an error: file
 * names, patients' references, tokens, secrets, upload addresses, the insides of files. A test
 * plants by using; {@link App#close} looks for all of it.
 */
final class Planted {
  private static final int SHORTEST = 8;

  private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();

  private Planted() {}

  /**
   * Plants a text.
   *
   * @param what it is, such as {@code a client's file name}
   * @return the text
   */
  static String secret(String what, String text) {
    if (text.length() < SHORTEST) {
      throw new IllegalArgumentException("a planted text is long enough to be found by itself");
    }
    SECRETS.put(text, what);
    return text;
  }

  /** Every planted text, with what it is. */
  static Map<String, String> all() {
    return Map.copyOf(SECRETS);
  }
}
