package io.onshore.connector.toolkit.parts;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that has exactly the promised number of bytes, or fails. The last promised byte is
 * handed out only after the stream below was seen to end there, so that whoever forwards what it
 * reads can never have forwarded the whole of a source that is too long. Used by one thread.
 */
public final class ExactLength extends FilterInputStream {
  private long left;
  private boolean endSeen;

  /**
   * Around a stream, which {@link #close} closes.
   *
   * @param length in bytes, 0 or more
   */
  public ExactLength(InputStream in, long length) {
    super(in);
    if (length < 0) {
      throw new IllegalArgumentException("the length must not be negative");
    }
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads as {@link InputStream#read(byte[], int, int)} does.
   *
   * @throws IOException if the stream below fails, ends early, or goes on beyond the length
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      requireEnd();
      return -1;
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new IOException("the source is shorter than promised");
    }
    left -= read;
    if (left == 0) {
      requireEnd();
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[Math.clamp(count, 1, 8 * 1024)];
    long done = 0;
    while (done < count) {
      int read = read(skipped, 0, (int) Math.min(skipped.length, count - done));
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), left);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // used by one thread, and does nothing
  public void mark(int limit) {}

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // used by one thread
  public void reset() throws IOException {
    throw new IOException("this source is reopened, never rewound");
  }

  private void requireEnd() throws IOException {
    if (!endSeen && in.read() >= 0) {
      throw new IOException("the source is longer than promised");
    }
    endSeen = true;
  }
}
