package io.onshore.gateway.envelope;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Reads CMS EnvelopedData and AuthEnvelopedData by RFC 5652 and RFC 5083, in DER or BER, with
 * definite and indefinite lengths.
 */
final class CmsReading extends Reading {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OCTETS_IN_PARTS = 0x24;
  private static final int OID = 0x06;
  private static final int CONTEXT_0 = 0x80;
  private static final int CONTEXT_0_IN_PARTS = 0xa0;
  private static final int CONTEXT_1 = 0xa1;
  private static final int CONTEXT_2 = 0xa2;
  private static final int DEEPEST = 24;
  private static final int LONGEST_OID = 32;
  private static final int SHORTEST_KEY = 24;
  private static final int LONGEST_ATTRIBUTES = 4 * 1024;
  private static final long UNKNOWN_END = -1;

  private static final byte[] PKCS7 = HexFormat.of().parseHex("2a864886f70d0107");
  private static final byte[] SMIME = HexFormat.of().parseHex("2a864886f70d01091001");
  private static final String ENVELOPED = "2a864886f70d010703";
  private static final String AUTH_ENVELOPED = "2a864886f70d0109100117";

  /** AES-CBC with 128, 192 and 256 bits: whole blocks of 16 bytes. */
  private static final Set<String> BLOCKS_OF_16 =
      Set.of("60864801650304" + "0102", "60864801650304" + "0116", "60864801650304" + "012a");

  private static final Set<String> BLOCKS_OF_8 =
      Set.of("2a864886f70d0307", "2a864886f70d0302", "2b0e030207");

  private final Feed feed;
  private final String article;

  private CmsReading(Feed feed, String article) {
    super(EnvelopeKind.CMS, Certainty.RECOGNISED);
    this.feed = feed;
    this.article = article;
  }

  static CmsReading binary(Content content) throws IOException {
    return new CmsReading(content.open(), "a CMS message");
  }

  static CmsReading pem(Content content, String title) throws IOException {
    return new CmsReading(
        new ArmourFeed(content.open(), ArmourFeed.Style.PEM, title), "a CMS message in PEM");
  }

  /**
   * An element's head.
   *
   * @param end the position behind its contents, or {@link #UNKNOWN_END} for indefinite length
   */
  private record Element(int tag, long end) {
    boolean indefinite() {
      return end == UNKNOWN_END;
    }
  }

  private static final Element FILE = new Element(0, UNKNOWN_END);

  @Override
  void read() throws IOException, Halt {
    Element outer;
    Optional<String> type;
    try {
      outer = element(FILE);
      type = outer.tag == SEQUENCE ? contentType(outer) : Optional.empty();
    } catch (Halt.Broken notCms) {
      throw new Halt.NotThis();
    }
    if (type.isEmpty()) {
      throw new Halt.NotThis();
    }
    boolean authenticated = type.get().equals(AUTH_ENVELOPED);
    if (!authenticated && !type.get().equals(ENVELOPED)) {
      throw other(type.get());
    }
    if (!outer.indefinite()) {
      feed.expectEndAt(outer.end);
    }
    Element explicit = expect(outer, CONTEXT_0_IN_PARTS);
    Element data = expect(explicit, SEQUENCE);
    version(data);
    Element next = element(data);
    if (next.tag == CONTEXT_0_IN_PARTS) {
      skip(next, 0);
      next = element(data);
    }
    int recipients = recipients(next);
    encryptedContent(data, recipients);
    trailer(data, authenticated);
    close(data);
    close(explicit);
    close(outer);
    if (feed.peek() >= 0) {
      throw new Halt.Broken("other bytes stand behind its end");
    }
  }

  /** The object identifier in hexadecimal, if it is one of a CMS content type. */
  private Optional<String> contentType(Element outer) throws IOException, Halt {
    Element element = element(outer);
    if (element.tag != OID) {
      return Optional.empty();
    }
    byte[] oid = oid(element);
    boolean cms =
        (oid.length == PKCS7.length + 1 && Ascii.at(oid, 0, PKCS7))
            || (oid.length == SMIME.length + 1 && Ascii.at(oid, 0, SMIME));
    return cms ? Optional.of(HexFormat.of().formatHex(oid)) : Optional.empty();
  }

  private static Halt other(String type) {
    return switch (type) {
      case "2a864886f70d010701" -> new Halt.Open("a CMS message that is not encrypted");
      case "2a864886f70d010702" -> new Halt.Open("a CMS message that is signed but not encrypted");
      case "2a864886f70d010705" ->
          new Halt.Open("a CMS message that is digested but not encrypted");
      case "2a864886f70d010706" -> new Halt.Broken("it is encrypted but names no recipient");
      case "2a864886f70d0109100102" ->
          new Halt.Open("a CMS message that is authenticated but not encrypted");
      case "2a864886f70d0109100109" ->
          new Halt.Open("a CMS message that is compressed but not encrypted");
      // Identifiers come from a file.
      default -> new Halt.Broken("it is of a kind that is not known to be encrypted");
    };
  }

  private void version(Element data) throws IOException, Halt {
    Element version = expect(data, INTEGER);
    if (version.end - feed.position() != 1 || feed.need() > 4) {
      throw new Halt.Broken("its version is unknown");
    }
  }

  private int recipients(Element set) throws IOException, Halt {
    if (set.tag != SET) {
      throw new Halt.Broken("its list of recipients is missing");
    }
    int count = 0;
    while (more(set)) {
      Element recipient = element(set);
      boolean known =
          recipient.tag == SEQUENCE || (recipient.tag >= CONTEXT_1 && recipient.tag <= 0xa4);
      if (!known) {
        throw new Halt.Broken("a recipient in it is of an unknown kind");
      }
      long start = feed.position();
      recipient(recipient, 0);
      if (feed.position() - start < 16) {
        throw new Halt.Broken("a recipient in it is too short");
      }
      count++;
    }
    close(set);
    if (count == 0) {
      throw new Halt.Broken("it has no recipient");
    }
    return count;
  }

  /** Names and numbers are passed over; long strings of octets are keys and have to look random. */
  private void recipient(Element element, int depth) throws IOException, Halt {
    if (depth > DEEPEST) {
      throw new Halt.Broken("its parts are nested too deeply");
    }
    if ((element.tag & 0x20) == 0) {
      long length = element.end - feed.position();
      if (element.tag == OCTETS && length >= SHORTEST_KEY) {
        feed.drain(length, keyMaterial());
      } else {
        feed.skip(length);
      }
      return;
    }
    while (more(element)) {
      recipient(element(element), depth + 1);
    }
    close(element);
  }

  private void encryptedContent(Element data, int recipients) throws IOException, Halt {
    Element info = expect(data, SEQUENCE);
    oid(expect(info, OID));
    Element algorithm = expect(info, SEQUENCE);
    String cipher = HexFormat.of().formatHex(oid(expect(algorithm, OID)));
    while (more(algorithm)) {
      skip(element(algorithm), 0);
    }
    close(algorithm);
    if (!more(info)) {
      throw new Halt.Broken("its encrypted content stands elsewhere");
    }
    Element content = element(info);
    if (content.tag != CONTEXT_0 && content.tag != CONTEXT_0_IN_PARTS) {
      throw new Halt.Broken("its encrypted content is missing");
    }
    ciphertextFollows(
        article + " for " + recipients + (recipients == 1 ? " recipient" : " recipients"));
    long length = octets(content, 0);
    close(info);
    if (length == 0
        || (BLOCKS_OF_16.contains(cipher) && length % 16 != 0)
        || (BLOCKS_OF_8.contains(cipher) && length % 8 != 0)) {
      throw new Halt.Broken("its encrypted content has an impossible length");
    }
  }

  private void trailer(Element data, boolean authenticated) throws IOException, Halt {
    if (more(data) && feed.peek() == CONTEXT_1) {
      attributes(element(data));
    }
    if (authenticated) {
      Element mac = expect(data, OCTETS);
      long length = mac.end - feed.position();
      if (length < 4 || length > 64) {
        throw new Halt.Broken("its seal has the wrong length");
      }
      feed.skip(length);
      if (more(data) && feed.peek() == CONTEXT_2) {
        attributes(element(data));
      }
    }
  }

  /** Attributes are readable by everybody, so there is no room for much. */
  private void attributes(Element attributes) throws IOException, Halt {
    long start = feed.position();
    skip(attributes, 0);
    if (feed.position() - start > LONGEST_ATTRIBUTES) {
      throw new Halt.Broken("its attributes are too long");
    }
  }

  /** Shows a string of octets, whole or in parts, to the test for randomness. */
  private long octets(Element element, int depth) throws IOException, Halt {
    if ((element.tag & 0x20) == 0) {
      long length = element.end - feed.position();
      feed.drain(length, randomness());
      return length;
    }
    if (depth > DEEPEST) {
      throw new Halt.Broken("its parts are nested too deeply");
    }
    long length = 0;
    while (more(element)) {
      Element part = element(element);
      if (part.tag != OCTETS && part.tag != OCTETS_IN_PARTS) {
        throw new Halt.Broken("a part of its encrypted content is missing");
      }
      length += octets(part, depth + 1);
    }
    close(element);
    return length;
  }

  private byte[] oid(Element element) throws IOException, Halt {
    long length = element.end - feed.position();
    if (length < 1 || length > LONGEST_OID) {
      throw new Halt.Broken("an identifier in it has an impossible length");
    }
    return feed.take((int) length);
  }

  private Element expect(Element parent, int tag) throws IOException, Halt {
    if (!more(parent)) {
      throw new Halt.Broken("a part of it is missing");
    }
    Element element = element(parent);
    if (element.tag != tag) {
      throw new Halt.Broken("a part of it is missing");
    }
    return element;
  }

  private Element element(Element parent) throws IOException, Halt {
    int tag = feed.need();
    if ((tag & 0x1f) == 0x1f) {
      throw new Halt.Broken("a part of it has an unknown kind");
    }
    int first = feed.need();
    if (first == 0x80) {
      if ((tag & 0x20) == 0) {
        throw new Halt.Broken("a part of it has no length");
      }
      return new Element(tag, UNKNOWN_END);
    }
    long length = first;
    if (first > 0x80) {
      int count = first & 0x7f;
      if (count > 7) {
        throw new Halt.Broken("a part of it has an impossible length");
      }
      length = 0;
      for (byte value : feed.take(count)) {
        length = length << 8 | (value & 0xff);
      }
    }
    long end = feed.position() + length;
    if (!parent.indefinite() && end > parent.end) {
      throw new Halt.Broken("a part of it is longer than the whole");
    }
    return new Element(tag, end);
  }

  private boolean more(Element parent) throws IOException, Halt {
    if (parent.indefinite()) {
      int next = feed.peek();
      if (next < 0) {
        throw new Halt.CutOff("its end is missing");
      }
      return next != 0;
    }
    return feed.position() < parent.end;
  }

  private void close(Element element) throws IOException, Halt {
    if (element.indefinite()) {
      if (!Arrays.equals(feed.take(2), new byte[2])) {
        throw new Halt.Broken("a part of it does not end where it should");
      }
    } else if (feed.position() != element.end) {
      throw new Halt.Broken("a part of it does not end where it should");
    }
  }

  private void skip(Element element, int depth) throws IOException, Halt {
    if (!element.indefinite()) {
      feed.skip(element.end - feed.position());
      return;
    }
    if (depth > DEEPEST) {
      throw new Halt.Broken("its parts are nested too deeply");
    }
    while (more(element)) {
      skip(element(element), depth + 1);
    }
    close(element);
  }
}
