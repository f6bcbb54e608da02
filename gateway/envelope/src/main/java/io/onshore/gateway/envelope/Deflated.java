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

  /** Random bytes do not inflate through so many bytes to an end that is the end of the file. */
  private static final int LONG = 96;

  /** The same behind the two bytes of an OpenPGP compressed packet. */
  private static final int LONG_IN_PACKET = 24;

  /** A checksum may follow. */
  private static final int MOST_LEFT = 8;

  /** The beginning; behind the header of zlib, of an OpenPGP packet, of both; behind a nonce. */
  private static final int[] OFFSETS = {0, 2, 3, 4, 5, 16};

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
    boolean packet = offset == 2 && (bytes[0] & 0xff) == 0xa3 && bytes[1] == 1;
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, offset, bytes.length - offset);
      byte[] output = new byte[ENOUGH];
      int count = 0;
      int step;
      do {
        step = inflater.inflate(output, count, ENOUGH - count);
        count += step;
      } while (step > 0 && count < ENOUGH);
      boolean ended =
          inflater.finished()
              && inflater.getRemaining() <= MOST_LEFT
              && inflater.getBytesRead() >= (packet ? LONG_IN_PACKET : LONG);
      return count == ENOUGH || ended;
    } catch (DataFormatException notDeflated) {
      return false;
    } finally {
      inflater.end();
    }
  }
}
