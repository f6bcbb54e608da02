package io.onshore.gateway.envelope;

import java.util.OptionalLong;

/** Feeds from a head, which may be all there is. */
final class ArrayFeed extends Feed {
  private final byte[] head;
  private final long size;
  private int given;

  /**
   * @param size how long the file is of which this is the head
   */
  ArrayFeed(byte[] head, long size) {
    super(4096);
    this.head = head;
    this.size = size;
  }

  @Override
  OptionalLong length() {
    return OptionalLong.of(size);
  }

  @Override
  int fill(byte[] into) throws Halt {
    if (given == head.length) {
      if (size > head.length) {
        throw new Halt.HeadEnds();
      }
      return -1;
    }
    int count = Math.min(into.length, head.length - given);
    System.arraycopy(head, given, into, 0, count);
    given += count;
    return count;
  }
}
