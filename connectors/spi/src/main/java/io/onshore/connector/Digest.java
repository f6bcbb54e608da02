package io.onshore.connector;

import java.util.HexFormat;
import java.util.Locale;

/**
 * One digest of an object.
 *
 * @param hex the value in lower-case hexadecimal, whatever the provider's own spelling
 */
public record Digest(DigestAlgorithm algorithm, String hex) {
  /**
   * @throws IllegalArgumentException if the value is not hexadecimal of the algorithm's length
   */
  public Digest {
    hex = hex.toLowerCase(Locale.ROOT);
    if (HexFormat.of().parseHex(hex).length != algorithm.bytes()) {
      throw new IllegalArgumentException(
          "a " + algorithm.id() + " digest has " + algorithm.bytes() + " bytes");
    }
  }

  /** From raw bytes. */
  public static Digest of(DigestAlgorithm algorithm, byte[] value) {
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }

  /** The raw bytes, a copy. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
