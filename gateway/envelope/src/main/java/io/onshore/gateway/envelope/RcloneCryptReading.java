package io.onshore.gateway.envelope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads files of <a href="https://rclone.org/crypt/#file-formats">rclone crypt</a>: eight magic
 * bytes, a nonce of 24, and blocks of 64 KiB, each after a tag of 16 bytes.
 */
final class RcloneCryptReading extends Reading {
  static final String MAGIC = "RCLONE\0\0";

  private static final int HEADER_BYTES = 32;
  private static final int TAG_BYTES = 16;
  private static final int BLOCK_BYTES = 64 * 1024 + TAG_BYTES;

  private final Content content;

  RcloneCryptReading(Content content) {
    super(EnvelopeKind.RCLONE_CRYPT, Certainty.RECOGNISED);
    this.content = content;
  }

  @Override
  void read() throws IOException, Halt {
    Feed feed = content.open();
    if (!Arrays.equals(feed.take(MAGIC.length()), MAGIC.getBytes(StandardCharsets.ISO_8859_1))) {
      throw new Halt.NotThis();
    }
    if (content.size() < HEADER_BYTES) {
      throw new Halt.CutOff("it ends in the middle of its header");
    }
    long last = (content.size() - HEADER_BYTES) % BLOCK_BYTES;
    if (last != 0 && last <= TAG_BYTES) {
      throw new Halt.CutOff("no rclone crypt file has this length");
    }
    ciphertextFollows(EnvelopeKind.RCLONE_CRYPT.words());
    feed.drainToEnd(randomness());
  }
}
