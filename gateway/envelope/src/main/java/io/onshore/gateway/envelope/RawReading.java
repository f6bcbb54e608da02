package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads content as one of the raw formats that the practice registered. A caller asks for readable
 * files first.
 */
final class RawReading extends Reading {
  private static final int GCM_HEADER = 12 + 40 + 16;
  private static final int GCM_CHUNK_EXTRA = 12 + 16;
  private static final int CTR_HEADER = 16 + 40 + 32;
  private static final int CTR_CHUNK_EXTRA = 16 + 32;
  private static final int CHUNK = 32 * 1024;

  private final Content content;
  private final SealProfile profile;

  private RawReading(EnvelopeKind kind, Content content, SealProfile profile) {
    super(kind, Certainty.LOOKS_ENCRYPTED);
    this.content = content;
    this.profile = profile;
  }

  static RawReading of(Content content, SealProfile profile) {
    return new RawReading(
        profile.equals(SealProfile.CRYPTOMATOR_VAULT)
            ? EnvelopeKind.CRYPTOMATOR
            : EnvelopeKind.REGISTERED_PROFILE,
        content,
        profile);
  }

  @Override
  void read() throws IOException, Halt {
    byte[] magic = profile.magic();
    if (content.size() < profile.minimumSize()
        || content.size() <= profile.headerLength()
        || !Arrays.equals(magic, 0, magic.length, content.head(), 0, magic.length)) {
      throw new Halt.NotThis();
    }
    boolean vault = profile.equals(SealProfile.CRYPTOMATOR_VAULT);
    if (vault && !possibleVaultLength(content.size())) {
      throw new Halt.NotThis();
    }
    Feed feed = content.open();
    feed.skip(profile.headerLength());
    if (profile.highEntropyRequired()) {
      feed.drainToEndOfKnown(randomness());
      if (randomness().objection().isPresent()) {
        throw new Halt.NotThis();
      }
    }
    ciphertextFollows(
        vault
            ? "looks encrypted: the length fits a Cryptomator vault file"
            : "looks encrypted: fits the registered format `" + profile.name() + "`");
  }

  /** Vault formats 8 (GCM) and 7 (CTR and HMAC): a header, then chunks of 32 KiB with extras. */
  private static boolean possibleVaultLength(long size) {
    return possible(size - GCM_HEADER, GCM_CHUNK_EXTRA)
        || possible(size - CTR_HEADER, CTR_CHUNK_EXTRA);
  }

  private static boolean possible(long chunks, int extra) {
    long last = chunks % (CHUNK + extra);
    return chunks >= 0 && (last == 0 || last > extra);
  }
}
