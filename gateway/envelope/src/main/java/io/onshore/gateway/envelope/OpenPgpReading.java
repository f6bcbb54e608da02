package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.Set;

/**
 * Reads OpenPGP encrypted messages by RFC 9580 and RFC 4880: one or more session key packets, then
 * exactly one packet of encrypted data, then nothing. Also knows GnuPG's own AEAD packet.
 */
final class OpenPgpReading extends Reading {
  static final String ARMOUR_TITLE = "PGP MESSAGE";
  static final String ARMOUR_BEGIN = "-----BEGIN " + ARMOUR_TITLE + "-----";

  private static final int PKESK = 1;
  private static final int SKESK = 3;
  private static final int SED = 9;
  private static final int MARKER = 10;
  private static final int SEIPD = 18;
  private static final int GNUPG_AEAD = 20;
  private static final int PADDING = 21;

  /** AES, Camellia, Twofish, and the old ciphers of 64-bit blocks; 0, no cipher, is not here. */
  private static final Set<Integer> CIPHERS = Set.of(1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13);

  private static final Set<Integer> AEAD_MODES = Set.of(1, 2, 3);
  private static final int LONGEST_KEY_PACKET = 16 * 1024;
  private static final int MOST_KEY_PACKETS = 1024;
  private static final int SHORTEST_PARTIAL = 512;
  private static final long INDETERMINATE = -1;

  private final Feed feed;
  private final String article;
  private final boolean armoured;
  private int publicKeys;
  private int passphrases;

  private OpenPgpReading(Feed feed, String article, boolean armoured) {
    super(EnvelopeKind.OPENPGP, Certainty.RECOGNISED);
    this.feed = feed;
    this.article = article;
    this.armoured = armoured;
  }

  static OpenPgpReading binary(Content content) throws IOException {
    return new OpenPgpReading(content.open(), "an OpenPGP message", false);
  }

  static OpenPgpReading armoured(Content content) throws IOException {
    return new OpenPgpReading(
        new ArmourFeed(content.open(), ArmourFeed.Style.OPENPGP, ARMOUR_TITLE),
        "an armoured OpenPGP message",
        true);
  }

  /**
   * A packet's head.
   *
   * @param length of the body, or of its first part, or {@link #INDETERMINATE}
   */
  private record Packet(int tag, long length, boolean partial) {}

  /** Whether a session key has been read, so that a fault is a fault of an OpenPGP message. */
  private boolean certain() {
    return armoured || publicKeys + passphrases > 0;
  }

  private Halt fault(String problem) {
    return certain() ? new Halt.Broken(problem) : new Halt.NotThis();
  }

  @Override
  void read() throws IOException, Halt {
    while (true) {
      int first = feed.next();
      if (first < 0) {
        throw certain() ? new Halt.CutOff("it ends before its encrypted data") : new Halt.NotThis();
      }
      Packet packet = packet(first);
      switch (packet.tag) {
        case PKESK -> sessionKey(packet, true);
        case SKESK -> sessionKey(packet, false);
        case MARKER -> marker(packet);
        case PADDING -> padding(packet);
        case SED, SEIPD, GNUPG_AEAD -> {
          encryptedData(packet);
          return;
        }
        // Tags come from a file: all that are not named are no part of an encrypted message.
        default -> throw notEncrypted(packet.tag);
      }
    }
  }

  private Halt notEncrypted(int tag) {
    if (certain() && publicKeys + passphrases == 0) {
      return switch (tag) {
        case 2, 4 -> new Halt.Open("an OpenPGP message that is signed but not encrypted");
        case 5, 7 -> new Halt.Open("an OpenPGP secret key");
        case 6, 14 -> new Halt.Open("an OpenPGP public key");
        case 8 -> new Halt.Open("an OpenPGP message that is compressed but not encrypted");
        case 11 -> new Halt.Open("an OpenPGP message that is not encrypted");
        // As above.
        default -> new Halt.Broken("a packet in it is no part of an encrypted message");
      };
    }
    return fault("a packet in it is no part of an encrypted message");
  }

  private Packet packet(int first) throws IOException, Halt {
    if ((first & 0x80) == 0) {
      throw fault("bytes in it are not an OpenPGP packet");
    }
    if ((first & 0x40) == 0) {
      return oldPacket(first);
    }
    int tag = first & 0x3f;
    int length = feed.need();
    if (length < 192) {
      return new Packet(tag, length, false);
    }
    if (length < 224) {
      return new Packet(tag, ((length - 192) << 8) + feed.need() + 192, false);
    }
    if (length == 255) {
      return new Packet(tag, number(4), false);
    }
    return new Packet(tag, 1L << (length & 0x1f), true);
  }

  private Packet oldPacket(int first) throws IOException, Halt {
    int tag = first >> 2 & 0x0f;
    int lengthType = first & 3;
    return new Packet(tag, lengthType == 3 ? INDETERMINATE : number(1 << lengthType), false);
  }

  private long number(int bytes) throws IOException, Halt {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | feed.need();
    }
    return value;
  }

  private void marker(Packet packet) throws IOException, Halt {
    if (packet.partial || packet.length != 3 || number(3) != 0x504750) {
      throw fault("a marker packet in it is wrong");
    }
  }

  private void padding(Packet packet) throws IOException, Halt {
    if (!certain() || packet.partial || packet.length < 0 || packet.length > LONGEST_KEY_PACKET) {
      throw fault("a padding packet in it is wrong");
    }
    feed.drain(packet.length, randomness());
  }

  private void sessionKey(Packet packet, boolean publicKey) throws IOException, Halt {
    if (packet.partial || packet.length < 4 || packet.length > LONGEST_KEY_PACKET) {
      throw fault("a session key in it has an impossible length");
    }
    Body body = new Body(packet.length);
    if (publicKey) {
      publicKeySession(body);
    } else {
      passphraseSession(body);
    }
    if (body.left() != 0) {
      throw fault("a session key in it is longer than its parts");
    }
    publicKeys += publicKey ? 1 : 0;
    passphrases += publicKey ? 0 : 1;
    if (publicKeys + passphrases > MOST_KEY_PACKETS) {
      throw new Halt.Broken("it has more than " + MOST_KEY_PACKETS + " session keys");
    }
  }

  /** The inside of a short packet: nothing is read beyond it. */
  private final class Body {
    private final long end;

    Body(long length) {
      this.end = feed.position() + length;
    }

    long left() {
      return end - feed.position();
    }

    int octet() throws IOException, Halt {
      return (int) number(1);
    }

    long number(int bytes) throws IOException, Halt {
      if (left() < bytes) {
        throw fault("a session key in it is shorter than its parts");
      }
      return OpenPgpReading.this.number(bytes);
    }

    void skip(long count) throws IOException, Halt {
      if (left() < count) {
        throw fault("a session key in it is shorter than its parts");
      }
      feed.skip(count);
    }

    /** Passes over what has to look random. */
    void random(long count) throws IOException, Halt {
      if (left() < count) {
        throw fault("a session key in it is shorter than its parts");
      }
      feed.drain(count, keyMaterial());
    }

    /** A number of many bits: its bit count and its bytes, the first of which is not zero. */
    void multiprecision(int leastBits) throws IOException, Halt {
      int bits = (int) number(2);
      if (bits < leastBits) {
        throw fault("a number in a session key in it is too small");
      }
      int first = octet();
      if (32 - Integer.numberOfLeadingZeros(first) != (bits - 1) % 8 + 1) {
        throw fault("a number in a session key in it has the wrong length");
      }
      random((bits + 7) / 8 - 1);
    }

    /** Bytes after a count of one octet. */
    void counted(int least) throws IOException, Halt {
      int count = octet();
      if (count < least) {
        throw fault("a part of a session key in it is too short");
      }
      random(count);
    }
  }

  private void publicKeySession(Body body) throws IOException, Halt {
    int version = body.octet();
    switch (version) {
      case 3 -> body.skip(8);
      case 6 -> {
        int recipient = body.octet();
        if (recipient != 0 && recipient != 21 && recipient != 33) {
          throw fault("a session key in it names its recipient wrongly");
        }
        body.skip(recipient);
      }
      // Versions come from a file.
      default -> throw fault("a session key in it has an unknown version");
    }
    int algorithm = body.octet();
    switch (algorithm) {
      // RSA; its bits are those of the key, less what happens to be zero in front.
      case 1, 2 -> body.multiprecision(512);
      // Elgamal.
      case 16 -> {
        body.multiprecision(512);
        body.multiprecision(512);
      }
      // ECDH.
      case 18 -> {
        body.multiprecision(200);
        body.counted(16);
      }
      // X25519.
      case 25 -> {
        body.random(32);
        body.counted(16);
      }
      // X448.
      case 26 -> {
        body.random(56);
        body.counted(16);
      }
      // GnuPG's Kyber and the drafts of ML-KEM: a ciphertext of about a kilobyte.
      case 8, 35, 36 -> {
        if (body.left() < 1024) {
          throw fault("a session key in it is too short");
        }
        body.random(body.left());
      }
      default -> throw fault("a session key in it uses an unknown algorithm");
    }
  }

  private void passphraseSession(Body body) throws IOException, Halt {
    int version = body.octet();
    switch (version) {
      case 4 -> {
        cipher(body.octet());
        stringToKey(body);
        if (body.left() != 0 && (body.left() < 17 || body.left() > 33)) {
          throw fault("a session key in it has an impossible length");
        }
        body.random(body.left());
      }
      case 5 -> {
        cipher(body.octet());
        int mode = aeadMode(body.octet());
        stringToKey(body);
        aeadSessionKey(body, mode);
      }
      case 6 -> {
        int count = body.octet();
        long start = body.left();
        cipher(body.octet());
        int mode = aeadMode(body.octet());
        int expected = body.octet();
        long beforeKey = body.left();
        stringToKey(body);
        if (beforeKey - body.left() != expected) {
          throw fault("a session key in it derives its key wrongly");
        }
        long counted = start - body.left() + ivBytes(mode);
        if (counted != count) {
          throw fault("a session key in it counts its parts wrongly");
        }
        aeadSessionKey(body, mode);
      }
      default -> throw fault("a session key in it has an unknown version");
    }
  }

  private void aeadSessionKey(Body body, int mode) throws IOException, Halt {
    body.random(ivBytes(mode));
    if (body.left() < 16 + 16 || body.left() > 32 + 16) {
      throw fault("a session key in it has an impossible length");
    }
    body.random(body.left());
  }

  private static int ivBytes(int mode) {
    return 17 - mode + (mode == 3 ? -2 : 0);
  }

  private void stringToKey(Body body) throws IOException, Halt {
    int type = body.octet();
    switch (type) {
      case 0 -> hash(body.octet());
      case 1 -> {
        hash(body.octet());
        body.skip(8);
      }
      case 3 -> {
        hash(body.octet());
        body.skip(9);
      }
      case 4 -> body.skip(19);
      default -> throw fault("a session key in it derives its key in an unknown way");
    }
  }

  private void hash(int algorithm) throws Halt {
    if (algorithm < 1 || algorithm > 14) {
      throw fault("a session key in it uses an unknown hash");
    }
  }

  private void cipher(int algorithm) throws Halt {
    if (!CIPHERS.contains(algorithm)) {
      throw fault("it names no cipher that is known");
    }
  }

  private int aeadMode(int mode) throws Halt {
    if (!AEAD_MODES.contains(mode)) {
      throw fault("it names no mode that is known");
    }
    return mode;
  }

  private void encryptedData(Packet packet) throws IOException, Halt {
    if (publicKeys + passphrases == 0) {
      throw fault("it has no recipient");
    }
    if (packet.partial && packet.length < SHORTEST_PARTIAL) {
      throw new Halt.Broken("the first part of its encrypted data is too short");
    }
    if (!packet.partial && packet.length != INDETERMINATE) {
      feed.expectEndAt(feed.position() + packet.length);
    }
    long headStart = feed.position();
    int smallest = dataHead(packet.tag);
    long headBytes = feed.position() - headStart;
    if (packet.length != INDETERMINATE && packet.length < headBytes) {
      throw new Halt.Broken("its encrypted data is too short");
    }
    ciphertextFollows(label());
    long total = body(packet, headBytes);
    if (total < smallest) {
      throw new Halt.Broken("its encrypted data is too short");
    }
    if (feed.peek() >= 0) {
      throw new Halt.Broken("other bytes stand behind its end");
    }
  }

  /** Reads what stands before the ciphertext; gives the smallest possible ciphertext. */
  private int dataHead(int tag) throws IOException, Halt {
    if (tag == SED) {
      return 8 + 2;
    }
    int version = feed.need();
    if (tag == SEIPD && version == 1) {
      return 8 + 2 + 22;
    }
    if ((tag == SEIPD && version != 2) || (tag == GNUPG_AEAD && version != 1)) {
      throw new Halt.Broken("its encrypted data has an unknown version");
    }
    cipher(feed.need());
    int mode = aeadMode(feed.need());
    if (feed.need() > (tag == SEIPD ? 16 : 56)) {
      throw new Halt.Broken("the pieces of its encrypted data have an impossible size");
    }
    feed.skip(tag == SEIPD ? 32 : ivBytes(mode));
    return 16 + 16;
  }

  private long body(Packet packet, long headBytes) throws IOException, Halt {
    if (packet.length == INDETERMINATE) {
      return feed.drainToEnd(randomness());
    }
    long total = packet.length - headBytes;
    feed.drain(total, randomness());
    boolean more = packet.partial;
    while (more) {
      int length = feed.next();
      if (length < 0) {
        throw new Halt.CutOff("the last part of its encrypted data is missing");
      }
      long bytes;
      if (length < 192) {
        bytes = length;
      } else if (length < 224) {
        bytes = ((length - 192L) << 8) + feed.need() + 192;
      } else if (length == 255) {
        bytes = number(4);
      } else {
        bytes = 1L << (length & 0x1f);
      }
      more = length >= 224 && length != 255;
      feed.drain(bytes, randomness());
      total += bytes;
    }
    return total;
  }

  private String label() {
    if (publicKeys == 0) {
      return article + " sealed with a passphrase";
    }
    String recipients = publicKeys == 1 ? " recipient" : " recipients";
    return article
        + " for "
        + publicKeys
        + recipients
        + (passphrases > 0 ? " and a passphrase" : "");
  }
}
