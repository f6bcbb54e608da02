package io.onshore.connector.toolkit.digest;

import java.security.MessageDigest;

/**
 * Dropbox's content hash: the SHA-256 of the joined SHA-256 of each block of 4 MiB. The last block
 * may be shorter; an empty object has no block. See
 * https://www.dropbox.com/developers/reference/content-hash.
 */
final class DropboxContentHash implements RunningDigest {
  private static final int BLOCK = 4 * 1024 * 1024;

  private final MessageDigest whole = PlatformDigest.messageDigest("SHA-256");
  private final MessageDigest block = PlatformDigest.messageDigest("SHA-256");
  private int inBlock;

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, BLOCK - inBlock);
      block.update(bytes, from, taken);
      inBlock += taken;
      from += taken;
      left -= taken;
      if (inBlock == BLOCK) {
        closeBlock();
      }
    }
  }

  @Override
  public byte[] finish() {
    if (inBlock > 0) {
      closeBlock();
    }
    return whole.digest();
  }

  private void closeBlock() {
    whole.update(block.digest());
    inBlock = 0;
  }
}
