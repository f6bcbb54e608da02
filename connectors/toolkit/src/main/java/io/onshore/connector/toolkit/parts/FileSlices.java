package io.onshore.connector.toolkit.parts;

import io.onshore.connector.Part;
import io.onshore.connector.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Regions of a file as sources. Each opening has a channel and a position of its own, so that any
 * number of threads may read at once; nothing is buffered.
 */
public final class FileSlices {
  private FileSlices() {}

  /**
   * The bytes from {@code offset} to {@code offset + length} of a file. If the file ends earlier,
   * so does the stream; {@link ExactLength} makes that a failure.
   */
  public static Source source(Path file, long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("offset and length must not be negative");
    }
    return () -> new Slice(FileChannel.open(file, StandardOpenOption.READ), offset, length);
  }

  /** The part of a file that holds one whole object, starting at the file's first byte. */
  public static Part part(Path file, Span span) {
    return new Part(span.offset(), span.length(), source(file, span.offset(), span.length()));
  }

  private static final class Slice extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    Slice(FileChannel channel, long offset, long length) {
      this.channel = channel;
      this.position = offset;
      this.end = Math.addExact(offset, length);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (position >= end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int read = channel.read(ByteBuffer.wrap(into, offset, wanted), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.clamp(count, 0, end - position);
      position += skipped;
      return skipped;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
