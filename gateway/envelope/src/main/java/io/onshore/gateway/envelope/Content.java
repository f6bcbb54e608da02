package io.onshore.gateway.envelope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** What is known of the file under inspection: its size, its head, and perhaps the rest. */
sealed interface Content {
  /** The first bytes: the whole file if it is short. Never changed by anybody. */
  byte[] head();

  /** The size of the file in bytes. */
  long size();

  /** The bytes from the beginning. */
  Feed open() throws IOException;

  /** Whether nothing is hidden behind the head. */
  boolean complete();

  /** A head and an announced size. */
  final class HeadOnly implements Content {
    private final byte[] head;
    private final long size;

    HeadOnly(byte[] head, long size) {
      this.head = head;
      this.size = size;
    }

    @Override
    public byte[] head() {
      return head;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Feed open() {
      return new ArrayFeed(head, size);
    }

    @Override
    public boolean complete() {
      return size == head.length;
    }
  }

  /** A file that is all there. */
  final class Whole implements Content {
    private final SeekableByteChannel file;
    private final long size;
    private final byte[] head;

    Whole(SeekableByteChannel file) throws IOException {
      this.file = file;
      this.size = file.size();
      byte[] wanted = new byte[(int) Math.min(size, EnvelopeInspector.HEAD_BYTES)];
      ByteBuffer buffer = ByteBuffer.wrap(wanted);
      file.position(0);
      while (buffer.hasRemaining() && file.read(buffer) >= 0) {
        // Reads until the head is full.
      }
      this.head = buffer.hasRemaining() ? Arrays.copyOf(wanted, buffer.position()) : wanted;
    }

    @Override
    public byte[] head() {
      return head;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public Feed open() throws IOException {
      return new ChannelFeed(file, size);
    }

    @Override
    public boolean complete() {
      return true;
    }
  }
}
