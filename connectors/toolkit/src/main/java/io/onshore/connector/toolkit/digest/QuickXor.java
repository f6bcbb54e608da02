package io.onshore.connector.toolkit.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Microsoft's QuickXorHash. Byte number i is XORed into 160 bits, rotated left by 11 i bits; at the
 * end the length, 64 bits in little-endian order, is XORed into the last eight bytes. See
 * https://learn.microsoft.com/en-us/onedrive/developer/code-snippets/quickxorhash.
 *
 * <p>The rotation repeats every 160 bytes, so bytes at equal positions of equally long blocks can
 * be XORed together first, eight at a time, and rotated once, at the end.
 */
final class QuickXor implements RunningDigest {
  private static final int BITS = 160;
  private static final int BYTES = BITS / 8;
  private static final int SHIFT = 11;

  /** INVARIANT: a multiple of 160, so that position modulo block keeps the rotation. */
  private static final int BLOCK = BITS * 32;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Byte i of the block stands in word i / 8, lowest byte first. */
  private final long[] folded = new long[BLOCK / Long.BYTES];

  private int position;
  private long length;

  @Override
  public void update(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      int taken;
      if (left < Long.BYTES || position % Long.BYTES != 0) {
        taken = 1;
        folded[position / Long.BYTES] ^= (bytes[from] & 0xffL) << (8 * (position % Long.BYTES));
      } else {
        taken = Math.min(left, BLOCK - position) & -Long.BYTES;
        xorWords(bytes, from, position / Long.BYTES, taken / Long.BYTES);
      }
      position = (position + taken) % BLOCK;
      from += taken;
      left -= taken;
    }
    length += count;
  }

  private void xorWords(byte[] bytes, int from, int to, int words) {
    for (int i = 0; i < words; i++) {
      folded[to + i] ^= (long) WORD.get(bytes, from + i * Long.BYTES);
    }
  }

  @Override
  public byte[] finish() {
    byte[] state = new byte[BYTES];
    for (int i = 0; i < BLOCK; i++) {
      int bit = i * SHIFT % BITS;
      int value = (int) (folded[i / Long.BYTES] >>> (8 * (i % Long.BYTES))) & 0xff;
      int rotated = value << (bit % 8);
      state[bit / 8] ^= (byte) rotated;
      state[(bit / 8 + 1) % BYTES] ^= (byte) (rotated >>> 8);
    }
    for (int i = 0; i < Long.BYTES; i++) {
      state[BYTES - Long.BYTES + i] ^= (byte) (length >>> (8 * i));
    }
    return state;
  }
}
