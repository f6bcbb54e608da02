package io.onshore.gateway.practice;

import java.util.Locale;

/**
 * A public age key (X25519) of a practice: whoever has its secret half opens what is sealed to it.
 * Public, so it may be shown; the secret half is never taken.
 */
public record SealRecipient(String value) {
  private static final String PREFIX = "age";
  private static final String SECRET = "age-secret-key-";
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  /** 32 bytes in characters of five bits, and six characters of checksum. */
  private static final int LENGTH = PREFIX.length() + 1 + 52 + 6;

  /**
   * @throws IllegalArgumentException if it is no public age key; never with the value, which may be
   *     a secret that was put into the wrong place
   */
  public SealRecipient {
    if (value.strip().toLowerCase(Locale.ROOT).startsWith(SECRET)) {
      throw new IllegalArgumentException(
          "`recipients`: a secret key stands there; put its public key there, which begins with"
              + " `age1`, and use another key from now on");
    }
    if (value.length() != LENGTH || !value.startsWith(PREFIX + "1") || !intact(value)) {
      throw new IllegalArgumentException(
          "`recipients`: a public age key is `age1` and 58 more characters, as `age-keygen` prints"
              + " it");
    }
  }

  /** Bech32 (BIP 173): the checksum holds, and the last bits, which carry nothing, are zero. */
  private static boolean intact(String value) {
    int sum = 1;
    for (int at = 0; at < PREFIX.length(); at++) {
      sum = next(sum, PREFIX.charAt(at) >> 5);
    }
    sum = next(sum, 0);
    for (int at = 0; at < PREFIX.length(); at++) {
      sum = next(sum, PREFIX.charAt(at) & 31);
    }
    String data = value.substring(PREFIX.length() + 1);
    for (int at = 0; at < data.length(); at++) {
      int five = ALPHABET.indexOf(data.charAt(at));
      if (five < 0) {
        return false;
      }
      sum = next(sum, five);
    }
    int unused = ALPHABET.indexOf(data.charAt(51)) & 0b1111;
    return sum == 1 && unused == 0;
  }

  private static int next(int sum, int five) {
    int mixed = ((sum & 0x1ffffff) << 5) ^ five;
    for (int bit = 0; bit < GENERATOR.length; bit++) {
      if (((sum >> (25 + bit)) & 1) == 1) {
        mixed ^= GENERATOR[bit];
      }
    }
    return mixed;
  }

  @Override
  public String toString() {
    return value;
  }
}
