package io.onshore.connector.testkit;

import io.onshore.connector.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A source that counts how it is used, and that can run dry or fail. Safe for several threads. */
final class WatchedSource implements Source {
  /** What a careless connector might print or send. */
  static final String CLIENT_FILE_NAME = "Mustermann-Erika-1957-06-12-thorax.dcm";

  private final Source bytes;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger rewinds = new AtomicInteger();
  private final AtomicInteger wholeReads = new AtomicInteger();
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong largestRead = new AtomicLong();

  private WatchedSource(Source bytes) {
    this.bytes = bytes;
  }

  /** These bytes of an array. */
  static WatchedSource of(byte[] content, long from, long length) {
    return new WatchedSource(
        () -> new ByteArrayInputStream(content, Math.toIntExact(from), Math.toIntExact(length)));
  }

  /** Those bytes, and then an exception in place of the end. */
  static WatchedSource failingAfter(byte[] content, long from, long length) {
    return new WatchedSource(
        () ->
            new FilterInputStream(
                new ByteArrayInputStream(content, Math.toIntExact(from), Math.toIntExact(length))) {
              @Override
              public int read() throws IOException {
                return orFail(super.read());
              }

              @Override
              public int read(byte[] into, int offset, int wanted) throws IOException {
                return orFail(super.read(into, offset, wanted));
              }
            });
  }

  /** A source that cannot even be opened. */
  static WatchedSource unopenable() {
    return new WatchedSource(
        () -> {
          throw new IOException("the source cannot be opened");
        });
  }

  /** So many bytes of one value, made as they are read, so that they take no memory. */
  static WatchedSource made(long length, int value) {
    return new WatchedSource(() -> new MadeStream(length, value));
  }

  private static int orFail(int result) throws IOException {
    if (result < 0) {
      throw new IOException("the source failed");
    }
    return result;
  }

  @Override
  public InputStream open() throws IOException {
    opened.incrementAndGet();
    InputStream stream = bytes.open();
    open.incrementAndGet();
    return new Watched(stream);
  }

  /** How often it was opened, successfully or not. */
  int opened() {
    return opened.get();
  }

  /** How many of its streams are not closed. */
  int stillOpen() {
    return open.get();
  }

  /** How often somebody tried to go back within a stream. */
  int rewinds() {
    return rewinds.get();
  }

  /** How often somebody asked for everything at once. */
  int wholeReads() {
    return wholeReads.get();
  }

  /** How many bytes were read from all streams together. */
  long read() {
    return read.get();
  }

  /** The most bytes asked for at once. */
  long largestRead() {
    return largestRead.get();
  }

  @Override
  public String toString() {
    return CLIENT_FILE_NAME;
  }

  private final class Watched extends FilterInputStream {
    private boolean closed;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        read.incrementAndGet();
      }
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
      largestRead.accumulateAndGet(wanted, Math::max);
      int got = super.read(into, offset, wanted);
      if (got > 0) {
        read.addAndGet(got);
      }
      return got;
    }

    @Override
    public byte[] readAllBytes() throws IOException {
      wholeReads.incrementAndGet();
      return super.readAllBytes();
    }

    @Override
    public byte[] readNBytes(int wanted) throws IOException {
      largestRead.accumulateAndGet(wanted, Math::max);
      return super.readNBytes(wanted);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
      if (out instanceof ByteArrayOutputStream) {
        wholeReads.incrementAndGet();
      }
      return super.transferTo(out);
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void reset() throws IOException {
      rewinds.incrementAndGet();
      throw new IOException("a source is reopened, never rewound");
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
      super.close();
    }

    @Override
    public String toString() {
      return CLIENT_FILE_NAME;
    }
  }

  private static final class MadeStream extends InputStream {
    private final int value;
    private long left;

    MadeStream(long length, int value) {
      this.left = length;
      this.value = value;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      return value & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) {
      if (left == 0) {
        return wanted == 0 ? 0 : -1;
      }
      int given = (int) Math.min(wanted, left);
      Arrays.fill(into, offset, offset + given, (byte) value);
      left -= given;
      return given;
    }
  }
}
