package io.onshore.gateway.envelope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalLong;

/** Feeds from a complete file, up to the size it had when the inspection began. */
final class ChannelFeed extends Feed {
  private final SeekableByteChannel file;
  private final long size;
  private long given;

  ChannelFeed(SeekableByteChannel file, long size) throws IOException {
    super(64 * 1024);
    this.file = file;
    this.size = size;
    file.position(0);
  }

  @Override
  OptionalLong length() {
    return OptionalLong.of(size);
  }

  @Override
  int fill(byte[] into) throws IOException {
    long left = size - given;
    if (left == 0) {
      return -1;
    }
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, (int) Math.min(left, into.length));
    int count;
    do {
      count = file.read(buffer);
    } while (count == 0);
    if (count > 0) {
      given += count;
    }
    return count;
  }
}
