package io.onshore.connector.toolkit.digest;

/** QuickXorHash bit by bit as its definition reads; slow, and the measure of the fast one. */
final class NaiveQuickXor {
  private NaiveQuickXor() {}

  static byte[] of(byte[] bytes) {
    boolean[] bits = new boolean[160];
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        bits[(int) ((11L * i + bit) % 160)] ^= (bytes[i] >> bit & 1) == 1;
      }
    }
    byte[] hash = new byte[20];
    for (int i = 0; i < 160; i++) {
      hash[i / 8] |= (byte) (bits[i] ? 1 << (i % 8) : 0);
    }
    for (int i = 0; i < 8; i++) {
      hash[12 + i] ^= (byte) ((long) bytes.length >>> (8 * i));
    }
    return hash;
  }
}
