package io.onshore.gateway.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A file made for a proof: the header of an age file and random bytes of a possible length. It
 * holds nothing, and no key to it was ever made, so that it may be stored anywhere.
 */
final class Canary {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 16;
  private static final int TAG_BYTES = 16;
  private static final int CONTENT_BYTES = 4096;

  private Canary() {}

  /** A fresh one, unlike any other. */
  static byte[] fresh() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        "age-encryption.org/v1\n-> X25519 %s\n%s\n--- %s\n"
            .formatted(text(), text(), text())
            .getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(random(NONCE_BYTES + CONTENT_BYTES + TAG_BYTES));
    return file.toByteArray();
  }

  private static String text() {
    return Base64.getEncoder().withoutPadding().encodeToString(random(KEY_BYTES));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
