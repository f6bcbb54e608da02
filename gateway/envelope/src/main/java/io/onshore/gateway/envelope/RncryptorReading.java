package io.onshore.gateway.envelope;

import java.io.IOException;

/**
 * Reads RNCryptor files, version 2 and 3, by <a
 * href="https://github.com/RNCryptor/RNCryptor-Spec">its specification</a>: a version byte, an
 * options byte, two salts of 8 bytes if a password was used, an IV of 16, AES-CBC blocks, an HMAC
 * of 32. Two bytes are no signature, so lengths and randomness have to agree, and a caller asks for
 * readable files first.
 */
final class RncryptorReading extends Reading {
  private static final int SALTS = 16;
  private static final int IV = 16;
  private static final int BLOCK = 16;
  private static final int HMAC = 32;

  private final Content content;

  RncryptorReading(Content content) {
    super(EnvelopeKind.RNCRYPTOR, Certainty.RECOGNISED);
    this.content = content;
  }

  @Override
  void read() throws IOException, Halt {
    Feed feed = content.open();
    int version = feed.next();
    int options = feed.next();
    if ((version != 2 && version != 3) || (options != 0 && options != 1)) {
      throw new Halt.NotThis();
    }
    long ciphertext = content.size() - 2 - (options == 1 ? SALTS : 0) - IV - HMAC;
    if (ciphertext < BLOCK) {
      throw new Halt.NotThis();
    }
    // Salts and IV are random too, but they are not what could be read.
    feed.skip((options == 1 ? SALTS : 0) + IV);
    feed.drainToEndOfKnown(randomness());
    if (randomness().objection().isPresent()) {
      throw new Halt.NotThis();
    }
    if (ciphertext % BLOCK != 0) {
      throw new Halt.CutOff("no RNCryptor file has this length");
    }
    ciphertextFollows(
        "an RNCryptor version "
            + version
            + " file sealed with a "
            + (options == 1 ? "password" : "key"));
  }
}
