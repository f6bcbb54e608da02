package io.onshore.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads JWE in compact serialisation by RFC 7516: five parts in base64url between dots. */
final class JweCompactReading extends Reading {
  /** Every header begins with a brace and a quotation mark, perhaps with white space between. */
  static final String BEGIN = "ey";

  private static final int LONGEST_HEADER = 16 * 1024;
  private static final int LONGEST_KEY = 4 * 1024;
  private static final int LONGEST_VECTOR = 64;

  private final Feed feed;
  private final JweHeader header = new JweHeader();

  JweCompactReading(Content content) throws IOException {
    super(EnvelopeKind.JWE, Certainty.RECOGNISED);
    this.feed = content.open();
  }

  @Override
  void read() throws IOException, Halt {
    header();
    byte[] key = part(LONGEST_KEY);
    if (!header.encrypts()) {
      throw new Halt.Open("a JSON web token that is not encrypted");
    }
    header.checkKey(key.length);
    keyMaterial().accept(key, 0, key.length);
    header.checkIv(part(LONGEST_VECTOR).length);
    ciphertextFollows("a JWE object in compact form");
    Base64UrlPart ciphertext = new Base64UrlPart(feed);
    int stop = ciphertext.drain(randomness());
    if (stop != '.') {
      throw stop < 0
          ? new Halt.CutOff("its seal is missing")
          : new Halt.Broken("it is not written in base64url");
    }
    header.checkCiphertext(ciphertext.bytes());
    Base64UrlPart tag = new Base64UrlPart(feed);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    int after = tag.collect(sink, LONGEST_VECTOR);
    while (Ascii.isWhitespace(after)) {
      after = feed.next();
    }
    if (after >= 0) {
      throw new Halt.Broken("something stands behind its end");
    }
    header.checkTag(sink.size());
  }

  @Override
  Set<String> keyServers() {
    return header.keyServer(new JweHeader()).stream().collect(Collectors.toSet());
  }

  private void header() throws IOException, Halt {
    try {
      byte[] bytes = part(LONGEST_HEADER);
      JsonText json = new JsonText(new ArrayFeed(bytes, bytes.length));
      header.add(json);
      json.end();
    } catch (Halt.Broken | Halt.CutOff | Halt.HeadEnds notJwe) {
      throw new Halt.NotThis();
    }
  }

  private byte[] part(int longest) throws IOException, Halt {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    int stop = new Base64UrlPart(feed).collect(sink, longest);
    if (stop < 0) {
      throw new Halt.CutOff("it has fewer than five parts");
    }
    if (stop != '.') {
      throw new Halt.Broken("it is not written in base64url");
    }
    return sink.toByteArray();
  }
}
