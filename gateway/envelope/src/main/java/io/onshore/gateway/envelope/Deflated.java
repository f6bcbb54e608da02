package io.onshore.gateway.envelope;

import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds deflated data that has no signature, by inflating a little of it: random bytes break the
 * rules of deflate at once.
 */
final class Deflated {
  /** Random bytes do not inflate to so much. */
  private static final int ENOUGH = 1024;

  /** The beginning; behind the header of zlib, of an OpenPGP packet, of both; behind a nonce. */
  private static final int[] OFFSETS = {0, 2, 4, 16};

  private Deflated() {}

  /** What the bytes are, if they inflate. */
  static Optional<String> within(byte[] bytes) {
    for (int offset : OFFSETS) {
      if (inflates(bytes, offset)) {
        return Optional.of("compressed content");
      }
    }
    return Optional.empty();
  }

  private static boolean inflates(byte[] bytes, int offset) {
    if (offset >= bytes.length) {
      return false;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, offset, bytes.length - offset);
      byte[] output = new byte[ENOUGH];
      int count = 0;
      while (count < ENOUGH) {
        int step = inflater.inflate(output, count, ENOUGH - count);
        if (step == 0) {
          return false;
        }
        count += step;
      }
      return true;
    } catch (DataFormatException notDeflated) {
      return false;
    } finally {
      inflater.end();
    }
  }
}
