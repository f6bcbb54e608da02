package io.onshore.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A run of base64url without padding, decoded as it is read, in constant memory. */
final class Base64UrlPart {
  private final Feed feed;
  private final byte[] decoded = new byte[3 * 1024];
  private int inDecoded;
  private long bytes;

  Base64UrlPart(Feed feed) {
    this.feed = feed;
  }

  /** Takes what is decoded. */
  private interface Sink {
    void accept(byte[] bytes, int count) throws Halt;
  }

  /** How many bytes were decoded. */
  long bytes() {
    return bytes;
  }

  /** Keeps the bytes; gives the character that ended the run, or -1 at the end of the file. */
  int collect(ByteArrayOutputStream into, int longest) throws IOException, Halt {
    return read(
        (some, count) -> {
          if (into.size() + count > longest) {
            throw new Halt.Broken("a part of it is too long");
          }
          into.write(some, 0, count);
        });
  }

  /** Shows the bytes to the test for randomness; gives the same as {@link #collect}. */
  int drain(Randomness randomness) throws IOException, Halt {
    return read((some, count) -> randomness.accept(some, 0, count));
  }

  private int read(Sink sink) throws IOException, Halt {
    int bits = 0;
    int held = 0;
    try {
      while (true) {
        int value = feed.next();
        int digit = digit(value);
        if (digit < 0) {
          // What is left over must be zero bits, fewer than a digit.
          if (held >= 6 || (bits & ((1 << held) - 1)) != 0) {
            throw new Halt.Broken("it is not written in the one form of base64url");
          }
          return value;
        }
        bits = (bits << 6 | digit) & 0xffff;
        held += 6;
        if (held >= 8) {
          held -= 8;
          put((byte) (bits >> held), sink);
        }
      }
    } finally {
      flush(sink);
    }
  }

  private void put(byte value, Sink sink) throws Halt {
    decoded[inDecoded++] = value;
    bytes++;
    if (inDecoded == decoded.length) {
      flush(sink);
    }
  }

  private void flush(Sink sink) throws Halt {
    int count = inDecoded;
    inDecoded = 0;
    sink.accept(decoded, count);
  }

  private static int digit(int value) {
    if (value >= 'A' && value <= 'Z') {
      return value - 'A';
    }
    if (value >= 'a' && value <= 'z') {
      return value - 'a' + 26;
    }
    if (value >= '0' && value <= '9') {
      return value - '0' + 52;
    }
    return switch (value) {
      case '-' -> 62;
      case '_' -> 63;
      default -> -1;
    };
  }
}
