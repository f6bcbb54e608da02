package io.onshore.connector.toolkit.digest;

/**
 * Microsoft's QuickXorHash. Byte number i is XORed into 160 bits, rotated left by 11 i bits; at the
 * end the length, 64 bits in little-endian order, is XORed into the last eight bytes. See
 * https://learn.microsoft.com/en-us/onedrive/developer/code-snippets/quickxorhash.
 *
 * <p>The rotation repeats every 160 bytes, so bytes at equal positions of equally long blocks can
 * be XORed together first and rotated once, at the end. That loop is plain enough for the compiler
 * to use vector instructions.
 */
final class QuickXor implements RunningDigest {
  private static final int BITS = 160;
  private static final int BYTES = BITS / 8;
  private static final int SHIFT = 11;

  /** INVARIANT: a multiple of 160, so that position modulo block keeps the rotation. */
  private static final int BLOCK = BITS * 32;

  private final byte[] folded = new byte[BLOCK];
  private int position;
  private long length;

  @Override
  public void update(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, BLOCK - position);
      xor(bytes, from, position, taken);
      position = (position + taken) % BLOCK;
      from += taken;
      left -= taken;
    }
    length += count;
  }

  private void xor(byte[] bytes, int from, int to, int count) {
    for (int i = 0; i < count; i++) {
      folded[to + i] ^= bytes[from + i];
    }
  }

  @Override
  public byte[] finish() {
    byte[] state = new byte[BYTES];
    for (int i = 0; i < BLOCK; i++) {
      int bit = i * SHIFT % BITS;
      int rotated = (folded[i] & 0xff) << (bit % 8);
      state[bit / 8] ^= (byte) rotated;
      state[(bit / 8 + 1) % BYTES] ^= (byte) (rotated >>> 8);
    }
    for (int i = 0; i < Long.BYTES; i++) {
      state[BYTES - Long.BYTES + i] ^= (byte) (length >>> (8 * i));
    }
    return state;
  }
}
