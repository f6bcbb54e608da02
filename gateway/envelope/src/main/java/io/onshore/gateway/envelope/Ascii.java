package io.onshore.gateway.envelope;

import java.nio.charset.StandardCharsets;

/** Questions about ASCII bytes. */
final class Ascii {
  private Ascii() {}

  /** Space, tab, carriage return or line feed. */
  static boolean isWhitespace(int value) {
    return value == ' ' || value == '\t' || value == '\r' || value == '\n';
  }

  /** A byte that a plain text is made of. */
  static boolean isPrintable(int value) {
    return (value >= 0x20 && value < 0x7f) || isWhitespace(value);
  }

  /** Whether these characters stand here. */
  static boolean at(byte[] bytes, int position, String text) {
    return at(bytes, position, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether these bytes stand here. */
  static boolean at(byte[] bytes, int position, byte[] wanted) {
    if (position < 0 || position > bytes.length - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[position + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
