package io.onshore.gateway.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Texts that nobody can guess: 32 random bytes, base64url. As RFC 7636 section 4.1 wants them. */
final class Unguessable {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private Unguessable() {}

  static String text() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return BASE64_URL.encodeToString(bytes);
  }

  /** What may be kept of a text, by which it is known again. */
  static String digest(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  /** The challenge of a verifier, method S256. */
  static String challenge(String verifier) {
    return BASE64_URL.encodeToString(sha256(verifier));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
