package io.onshore.gateway.envelope;

import java.util.HexFormat;

/**
 * A raw encryption format that a practice registered: its files carry no signature of their own, or
 * one that only the practice knows. Content that fits a profile "looks encrypted"; it is never
 * "recognised". Content that looks like a known readable file never fits a profile.
 *
 * @param name what the practice calls the format; one line of at most 80 characters
 * @param minimumSize the smallest possible file in bytes, at least {@link #SMALLEST}
 * @param magicHex the bytes that every file begins with, in lower-case hexadecimal; empty if there
 *     are none; at most 64 bytes
 * @param highEntropyRequired whether the bytes after the header must look random; only a profile
 *     with magic bytes may do without
 * @param headerLength how many bytes at the beginning, the magic bytes included, are not ciphertext
 *     and are left out of the test for randomness; at most {@link #LONGEST_HEADER}
 */
public record SealProfile(
    String name, long minimumSize, String magicHex, boolean highEntropyRequired, int headerLength) {

  /** A nonce of 12 bytes, a tag of 16 and one byte of ciphertext. */
  public static final int SMALLEST = 29;

  /**
   * Files of Cryptomator vaults, format 7 and 8. They have no signature: only their lengths are
   * particular, and almost every length is possible. So a practice has to register them, and a file
   * that fits is reported as {@link EnvelopeKind#CRYPTOMATOR} that looks encrypted.
   */
  public static final SealProfile CRYPTOMATOR_VAULT =
      new SealProfile("Cryptomator vault", 68, "", true, 0);

  /** Leaves most of a head for the test for randomness. */
  public static final int LONGEST_HEADER = 16 * 1024;

  /**
   * @throws IllegalArgumentException if a value breaks its rule above
   */
  public SealProfile {
    if (name.isBlank() || name.length() > 80 || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the name must be one line of 1 to 80 characters");
    }
    if (minimumSize < SMALLEST) {
      throw new IllegalArgumentException("the minimum size must be at least " + SMALLEST);
    }
    if (!magicHex.matches("(?:[0-9a-f]{2}){0,64}")) {
      throw new IllegalArgumentException(
          "the magic bytes must be lower-case hexadecimal, at most 64 bytes");
    }
    if (headerLength < magicHex.length() / 2 || headerLength > LONGEST_HEADER) {
      throw new IllegalArgumentException(
          "the header must hold the magic bytes and be at most " + LONGEST_HEADER + " bytes");
    }
    if (magicHex.isEmpty() && !highEntropyRequired) {
      throw new IllegalArgumentException(
          "a profile needs magic bytes or high entropy, or else every file would fit");
    }
  }

  /** A profile without magic bytes and header: any random-looking file of at least this size. */
  public static SealProfile rawCiphertext(String name, long minimumSize) {
    return new SealProfile(name, minimumSize, "", true, 0);
  }

  /** The bytes that every file begins with; a new array at each call. */
  public byte[] magic() {
    return HexFormat.of().parseHex(magicHex);
  }
}
