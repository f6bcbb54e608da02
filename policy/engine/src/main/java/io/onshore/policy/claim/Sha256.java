package io.onshore.policy.claim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A fingerprint of many fields, each written with its length before it. */
final class Sha256 {
  private final MessageDigest digest = create();

  /** The fingerprint of one text, and of nothing else. */
  static String of(String text) {
    return HexFormat.of().formatHex(create().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  Sha256 field(Object value) {
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  Sha256 all(Collection<?> values) {
    field(values.size());
    values.forEach(this::field);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
