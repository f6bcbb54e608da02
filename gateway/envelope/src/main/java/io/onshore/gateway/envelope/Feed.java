package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in order, each given once, from a buffer of fixed size. What an envelope's reader pulls on.
 */
abstract class Feed {
  private final byte[] buffer;
  private int at;
  private int end;
  private long position;
  private boolean finished;

  Feed(int bufferSize) {
    this.buffer = new byte[bufferSize];
  }

  /**
   * Puts the next bytes at the beginning of the buffer.
   *
   * @return how many, at least one; or -1 at the end of the file
   * @throws Halt.HeadEnds if the file goes on but nothing more is known of it
   */
  abstract int fill(byte[] into) throws IOException, Halt;

  /** How many bytes there are from the beginning to the end, if that is known. */
  OptionalLong length() {
    return OptionalLong.empty();
  }

  /** How many bytes have been given. */
  final long position() {
    return position;
  }

  /** The next byte without taking it, or -1 at the end. */
  final int peek() throws IOException, Halt {
    return ready() ? buffer[at] & 0xff : -1;
  }

  /** The next byte, or -1 at the end. */
  final int next() throws IOException, Halt {
    if (!ready()) {
      return -1;
    }
    position++;
    return buffer[at++] & 0xff;
  }

  /** The next byte, which must be there. */
  final int need() throws IOException, Halt {
    int value = next();
    if (value < 0) {
      throw new Halt.CutOff("it ends in the middle of its header");
    }
    return value;
  }

  /** The next bytes, which must be there; {@code count} has been checked to be small. */
  final byte[] take(int count) throws IOException, Halt {
    byte[] taken = new byte[count];
    for (int i = 0; i < count; i++) {
      taken[i] = (byte) need();
    }
    return taken;
  }

  /** Passes over bytes, which must be there. */
  final void skip(long count) throws IOException, Halt {
    move(count, null);
  }

  /** Shows bytes, which must be there, to the test for randomness. */
  final void drain(long count, Randomness randomness) throws IOException, Halt {
    move(count, randomness);
  }

  /** Shows everything up to the end to the test for randomness; gives how much it was. */
  final long drainToEnd(Randomness randomness) throws IOException, Halt {
    long count = 0;
    while (ready()) {
      count += end - at;
      pass(end - at, randomness);
    }
    return count;
  }

  /** Like {@link #drainToEnd}, and content with the end of the known head. */
  final void drainToEndOfKnown(Randomness randomness) throws IOException, Halt {
    try {
      drainToEnd(randomness);
    } catch (Halt.HeadEnds ignored) {
      // The head is all that can be judged now.
      finished = true;
    }
  }

  /** Compares with {@link #length} where a structure is to end with the file. */
  final void expectEndAt(long wanted) throws Halt {
    OptionalLong length = length();
    if (length.isPresent()) {
      if (wanted > length.getAsLong()) {
        throw new Halt.CutOff("it is shorter than its own length fields say");
      }
      if (wanted < length.getAsLong()) {
        throw new Halt.Broken("other bytes stand behind its end");
      }
    }
  }

  private void move(long count, @Nullable Randomness randomness) throws IOException, Halt {
    long left = count;
    while (left > 0) {
      if (!ready()) {
        throw new Halt.CutOff("it is shorter than its own length fields say");
      }
      int step = (int) Math.min(left, end - at);
      pass(step, randomness);
      left -= step;
    }
  }

  private void pass(int count, @Nullable Randomness randomness) {
    if (randomness != null) {
      randomness.accept(buffer, at, count);
    }
    at += count;
    position += count;
  }

  private boolean ready() throws IOException, Halt {
    if (at < end) {
      return true;
    }
    if (finished) {
      return false;
    }
    int filled = fill(buffer);
    at = 0;
    end = Math.max(filled, 0);
    finished = filled < 0;
    return !finished;
  }
}
