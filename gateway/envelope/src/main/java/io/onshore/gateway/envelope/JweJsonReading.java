package io.onshore.gateway.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads JWE in the general and the flattened JSON serialisation by RFC 7516. Members that the RFC
 * does not name are refused, although it lets readers ignore them: they could say anything.
 */
final class JweJsonReading extends Reading {
  private static final int LONGEST_HEADER = 16 * 1024;
  private static final int LONGEST_KEY = 4 * 1024;
  private static final int LONGEST_VECTOR = 64;
  private static final int MOST_RECIPIENTS = 256;

  /** A recipient's own header and the length of its key. */
  private record Recipient(JweHeader header, long keyBytes) {}

  private final Feed feed;
  private final JsonText json;
  private final Set<String> names = new HashSet<>();
  private final List<Recipient> recipients = new ArrayList<>();
  private Optional<JweHeader> shared = Optional.empty();
  private Optional<JweHeader> own = Optional.empty();
  private OptionalLong keyBytes = OptionalLong.empty();
  private OptionalLong ivBytes = OptionalLong.empty();
  private OptionalLong tagBytes = OptionalLong.empty();
  private OptionalLong ciphertextBytes = OptionalLong.empty();

  JweJsonReading(Content content) throws IOException {
    super(EnvelopeKind.JWE, Certainty.RECOGNISED);
    this.feed = content.open();
    this.json = new JsonText(feed);
  }

  @Override
  void read() throws IOException, Halt {
    try {
      json.object(64, this::member);
      json.end();
    } catch (Halt.Broken broken) {
      // Any other JSON document ends up here, too.
      throw names.contains("ciphertext") ? broken : new Halt.NotThis();
    } catch (Halt.CutOff cutOff) {
      throw names.contains("ciphertext") ? cutOff : new Halt.NotThis();
    } catch (Halt.HeadEnds headEnds) {
      throw names.contains("ciphertext") ? headEnds : new Halt.NotThis();
    }
    if (!names.contains("ciphertext")) {
      throw new Halt.NotThis();
    }
    checkTogether();
  }

  private void member(String name) throws IOException, Halt {
    if (!names.add(name)) {
      throw new Halt.Broken("a member stands twice in its JSON");
    }
    switch (name) {
      case "protected" -> protectedHeader();
      case "unprotected" -> share(header());
      case "header" -> own = Optional.of(header());
      case "encrypted_key" -> keyBytes = OptionalLong.of(key());
      case "recipients" -> json.array(this::recipient);
      case "aad" -> text(LONGEST_HEADER);
      case "iv" -> ivBytes = OptionalLong.of(text(LONGEST_VECTOR).length);
      case "tag" -> tagBytes = OptionalLong.of(text(LONGEST_VECTOR).length);
      case "ciphertext" -> ciphertext();
      // Names come from a file.
      default -> throw new Halt.Broken("it has a member that no JWE object has");
    }
  }

  private void protectedHeader() throws IOException, Halt {
    byte[] bytes = text(LONGEST_HEADER);
    JweHeader header = new JweHeader();
    JsonText inner = new JsonText(new ArrayFeed(bytes, bytes.length));
    header.add(inner);
    inner.end();
    share(header);
  }

  private void share(JweHeader header) throws Halt {
    shared = Optional.of(shared.isEmpty() ? header : shared.get().with(header));
  }

  private JweHeader header() throws IOException, Halt {
    JweHeader header = new JweHeader();
    header.add(json);
    return header;
  }

  private void recipient() throws IOException, Halt {
    if (recipients.size() == MOST_RECIPIENTS) {
      throw new Halt.Broken("it has more than " + MOST_RECIPIENTS + " recipients");
    }
    JweHeader[] header = {new JweHeader()};
    long[] key = {0};
    Set<String> seen = new HashSet<>();
    json.object(
        64,
        name -> {
          if (!seen.add(name)) {
            throw new Halt.Broken("a member stands twice in its JSON");
          }
          switch (name) {
            case "header" -> header[0] = header();
            case "encrypted_key" -> key[0] = key();
            default -> throw new Halt.Broken("a recipient has a member that no JWE object has");
          }
        });
    recipients.add(new Recipient(header[0], key[0]));
  }

  /** Gives the length of an encrypted key. */
  private int key() throws IOException, Halt {
    byte[] key = text(LONGEST_KEY);
    keyMaterial().accept(key, 0, key.length);
    return key.length;
  }

  private byte[] text(int longest) throws IOException, Halt {
    json.beginString();
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    stop(new Base64UrlPart(feed).collect(sink, longest));
    return sink.toByteArray();
  }

  private void ciphertext() throws IOException, Halt {
    if (shared.isPresent() || own.isPresent()) {
      ciphertextFollows("a JWE object in JSON");
    }
    json.beginString();
    Base64UrlPart part = new Base64UrlPart(feed);
    stop(part.drain(randomness()));
    ciphertextBytes = OptionalLong.of(part.bytes());
  }

  private static void stop(int value) throws Halt {
    if (value < 0) {
      throw new Halt.CutOff("its JSON does not end");
    }
    if (value != '"') {
      throw new Halt.Broken("it is not written in base64url");
    }
  }

  /** Of the headers read so far: in a head, some may stand behind its end. */
  @Override
  Set<String> keyServers() {
    return all().stream()
        .flatMap(recipient -> common().keyServer(recipient.header).stream())
        .collect(Collectors.toSet());
  }

  private JweHeader common() {
    return shared.orElseGet(JweHeader::new);
  }

  /** The recipients, or the one of the flattened form. */
  private List<Recipient> all() {
    return recipients.isEmpty()
        ? List.of(new Recipient(own.orElseGet(JweHeader::new), keyBytes.orElse(0)))
        : recipients;
  }

  private void checkTogether() throws Halt {
    if (names.contains("recipients")
        && (names.contains("header") || names.contains("encrypted_key") || recipients.isEmpty())) {
      throw new Halt.Broken("its recipients are written wrongly");
    }
    JweHeader common = common();
    List<Recipient> all = all();
    for (Recipient recipient : all) {
      JweHeader header = common.with(recipient.header);
      header.checkKey(recipient.keyBytes);
      header.checkIv(ivBytes.orElse(0));
      header.checkCiphertext(ciphertextBytes.orElse(0));
      header.checkTag(tagBytes.orElse(0));
    }
    ciphertextFollows(
        "a JWE object in JSON for "
            + all.size()
            + (all.size() == 1 ? " recipient" : " recipients"));
  }
}
