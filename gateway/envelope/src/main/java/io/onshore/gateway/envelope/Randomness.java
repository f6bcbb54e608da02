package io.onshore.gateway.envelope;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tests whether bytes look like the output of a good cipher. Bytes come in pieces, in order. The
 * tests are so wide that true ciphertext of any size fails with a chance far below one in a
 * million; they find text, structured records, padding, and pictures or archives by their own
 * signatures. They cannot tell ciphertext from the inside of a very good compressor.
 */
final class Randomness {
  /** Bytes judged together. */
  private static final int WINDOW = 4096;

  /** How much of the beginning is kept to look for signatures. */
  private static final int KEPT = 64 * 1024;

  /** Chi-square of 255 degrees of freedom: true ciphertext exceeds this once in 10^28 windows. */
  private static final double WINDOW_LIMIT = 600;

  /** The same for the whole beginning, once in 10^13 files. */
  private static final double HEAD_LIMIT = 464;

  /** A run of so many printable characters comes once in 10^20 bytes of true ciphertext. */
  private static final int PRINTABLE_RUN = 48;

  /** A run of so many equal bytes, once in 10^26. */
  private static final int EQUAL_RUN = 12;

  /** Printable characters and zeros in turn, once in 10^20: text in UTF-16. */
  private static final int ALTERNATING_RUN = 16;

  private final int[] histogram = new int[256];
  private final int[] headHistogram = new int[256];
  private final byte[] kept = new byte[KEPT];
  private int inWindow;
  private long total;
  private int printableRun;
  private int equalRun;
  private int alternatingRun;
  private int last = -1;
  private boolean failed;

  /** Looks at the next bytes. */
  void accept(byte[] bytes, int from, int count) {
    int to = from + count;
    if (total < KEPT) {
      int keep = (int) Math.min(count, KEPT - total);
      System.arraycopy(bytes, from, kept, (int) total, keep);
      for (int i = from; i < from + keep; i++) {
        headHistogram[bytes[i] & 0xff]++;
      }
    }
    for (int i = from; i < to; i++) {
      int value = bytes[i] & 0xff;
      histogram[value]++;
      runs(value);
      if (++inWindow == WINDOW) {
        judgeWindow();
      }
    }
    total += count;
  }

  private void runs(int value) {
    printableRun = Ascii.isPrintable(value) ? printableRun + 1 : 0;
    equalRun = value == last ? equalRun + 1 : 1;
    boolean alternates =
        value == 0 ? last > 0 && Ascii.isPrintable(last) : last == 0 && Ascii.isPrintable(value);
    alternatingRun = alternates ? alternatingRun + 1 : 0;
    last = value;
    if (printableRun >= PRINTABLE_RUN
        || equalRun >= EQUAL_RUN
        || alternatingRun >= ALTERNATING_RUN) {
      failed = true;
    }
  }

  private void judgeWindow() {
    failed |= !uniform(histogram, inWindow, WINDOW_LIMIT) || !balanced(histogram, inWindow, 8.0);
    Arrays.fill(histogram, 0);
    inWindow = 0;
  }

  /** How many bytes have been seen. */
  long total() {
    return total;
  }

  /**
   * What speaks against ciphertext, in words that name what is seen; empty if nothing does. Fewer
   * than 16 bytes are too few to say anything.
   */
  Optional<String> objection() {
    if (total < 16) {
      return Optional.empty();
    }
    byte[] beginning = Arrays.copyOf(kept, (int) Math.min(total, KEPT));
    Optional<String> named = Signatures.within(beginning).or(() -> Deflated.within(beginning));
    if (named.isPresent()) {
      return named;
    }
    if (failed || printableRun == total || !headUniform() || !restUniform()) {
      return Optional.of("readable content");
    }
    return Optional.empty();
  }

  private boolean headUniform() {
    int seen = (int) Math.min(total, KEPT);
    if (seen >= WINDOW) {
      return uniform(headHistogram, seen, HEAD_LIMIT);
    }
    if (seen >= 256) {
      return uniform(headHistogram, seen, WINDOW_LIMIT) && balanced(headHistogram, seen, 7.0);
    }
    if (seen >= 32) {
      return distinct(headHistogram) >= seen * 0.45 && balanced(headHistogram, seen, 5.6);
    }
    return true;
  }

  /** The window that is not full yet. */
  private boolean restUniform() {
    if (inWindow >= 256) {
      return uniform(histogram, inWindow, WINDOW_LIMIT) && balanced(histogram, inWindow, 8.0);
    }
    return true;
  }

  private static boolean uniform(int[] histogram, int count, double limit) {
    double squares = 0;
    for (int cell : histogram) {
      squares += (double) cell * cell;
    }
    return squares * 256 / count - count < limit;
  }

  /** Whether each of the eight bits is set about half the time. */
  private static boolean balanced(int[] histogram, int count, double deviations) {
    double limit = deviations * Math.sqrt(count) / 2;
    for (int bit = 0; bit < 8; bit++) {
      int ones = 0;
      for (int value = 0; value < 256; value++) {
        if ((value >> bit & 1) != 0) {
          ones += histogram[value];
        }
      }
      if (Math.abs(ones - count / 2.0) > limit) {
        return false;
      }
    }
    return true;
  }

  private static int distinct(int[] histogram) {
    int distinct = 0;
    for (int cell : histogram) {
      distinct += cell > 0 ? 1 : 0;
    }
    return distinct;
  }
}
