package io.onshore.gateway.envelope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/** Names readable files by their heads. */
final class ReadableFiles {
  private static final int TEXT_PREFIX = 16 * 1024;

  private ReadableFiles() {}

  /**
   * What the head looks like for certain: random bytes are named here less than once in ten million
   * times.
   */
  static Optional<String> certainly(byte[] head) {
    return Signatures.at(head, 0).or(() -> pdfAfterRubbish(head)).or(() -> text(head));
  }

  /** What the head may look like, by signatures that are too short to trust in random bytes. */
  static Optional<String> perhaps(byte[] head) {
    MediaType type;
    try (TikaInputStream stream = TikaInputStream.get(head)) {
      type = MimeTypes.getDefaultMimeTypes().detect(stream, new Metadata(), new ParseContext());
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory failed", impossible);
    }
    if (type.equals(MediaType.OCTET_STREAM)) {
      return Optional.empty();
    }
    String subtype = type.getSubtype();
    return Optional.of(
        switch (type.getType()) {
          case "image" -> "a picture (" + subtype + ")";
          case "audio" -> "a sound recording (" + subtype + ")";
          case "video" -> "a film (" + subtype + ")";
          case "text" -> "text";
          case "message" -> "an e-mail message";
          // The registry of media types grows.
          default -> "a readable file (" + type.getType() + "/" + subtype + ")";
        });
  }

  /** Readers accept up to a kilobyte before a PDF. */
  private static Optional<String> pdfAfterRubbish(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
    return start.contains("%PDF-1.") || start.contains("%PDF-2.")
        ? Optional.of("a PDF document")
        : Optional.empty();
  }

  /** Text in one of the usual encodings. */
  static Optional<String> text(byte[] head) {
    int length = Math.min(head.length, TEXT_PREFIX);
    return decoded(head, length).map(ReadableFiles::nameOfText);
  }

  private static Optional<String> decoded(byte[] head, int length) {
    if (Ascii.at(head, 0, new byte[] {(byte) 0xff, (byte) 0xfe})) {
      return decode(head, 2, length, StandardCharsets.UTF_16LE);
    }
    if (Ascii.at(head, 0, new byte[] {(byte) 0xfe, (byte) 0xff})) {
      return decode(head, 2, length, StandardCharsets.UTF_16BE);
    }
    boolean marked = Ascii.at(head, 0, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    return decode(head, marked ? 3 : 0, length, StandardCharsets.UTF_8)
        .or(() -> wide(head, length))
        .or(() -> western(head, length));
  }

  /** UTF-16 without a mark: every second byte is zero, most of the time. */
  private static Optional<String> wide(byte[] head, int length) {
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < length; i++) {
      if (head[i] == 0) {
        evenZeros += i % 2 == 0 ? 1 : 0;
        oddZeros += i % 2;
      }
    }
    int enough = Math.max(4, length / 4);
    if (oddZeros >= enough && evenZeros == 0) {
      return decode(head, 0, length, StandardCharsets.UTF_16LE);
    }
    if (evenZeros >= enough && oddZeros == 0) {
      return decode(head, 0, length, StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  /** An 8-bit encoding: letters with some high bytes between them and no control characters. */
  private static Optional<String> western(byte[] head, int length) {
    int high = 0;
    for (int i = 0; i < length; i++) {
      int value = head[i] & 0xff;
      if (value >= 0x80) {
        high++;
      } else if (isControl((char) value)) {
        return Optional.empty();
      }
    }
    return length >= 16 && high <= length / 2
        ? decode(head, 0, length, StandardCharsets.ISO_8859_1)
        : Optional.empty();
  }

  /** The text, if all of it is text; a last character may be cut. */
  private static Optional<String> decode(byte[] head, int from, int to, Charset charset) {
    int end = to;
    for (int cut = 0; cut < 4 && end > from; cut++, end--) {
      try {
        String text =
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head, from, end - from))
                .toString();
        boolean clean =
            charset.equals(StandardCharsets.ISO_8859_1)
                || text.chars().noneMatch(c -> isControl((char) c) || isUnassigned(c));
        return clean ? Optional.of(text) : Optional.empty();
      } catch (CharacterCodingException malformed) {
        // Perhaps only because the prefix cuts a character.
      }
    }
    return Optional.empty();
  }

  private static boolean isControl(char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x0b && c != 0x1b
            && c != 0x1c)
        || c == 0x7f;
  }

  private static boolean isUnassigned(int c) {
    return c == 0xfffe || c == 0xffff || Character.getType(c) == Character.UNASSIGNED;
  }

  private static String nameOfText(String text) {
    String trimmed = text.strip();
    String start = trimmed.substring(0, Math.min(trimmed.length(), 512)).toLowerCase(Locale.ROOT);
    if (start.startsWith("<?xml") || start.startsWith("<svg") || start.startsWith("<clinicaldoc")) {
      return start.contains("<svg") ? "an SVG picture" : "an XML document";
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "an HTML page";
    }
    if (start.startsWith("<") && trimmed.endsWith(">")) {
      return "an XML document";
    }
    if ((start.startsWith("{") || start.startsWith("[")) && start.contains("\"")) {
      return start.contains("\"resourcetype\"") ? "a FHIR resource" : "a JSON document";
    }
    if (start.startsWith("msh|") || start.startsWith("fhs|") || start.startsWith("bhs|")) {
      return "an HL7 message";
    }
    if (start.startsWith("\u000bmsh|")) {
      return "an HL7 message";
    }
    if (start.startsWith("begin:vcard")) {
      return "a contact card";
    }
    if (start.startsWith("begin:vcalendar")) {
      return "a calendar";
    }
    if (start.startsWith("-----begin ")) {
      return pem(start);
    }
    if (start.startsWith("mime-version:")
        || start.startsWith("received:")
        || start.startsWith("return-path:")) {
      return "an e-mail message";
    }
    return table(trimmed) ? "a table in CSV" : "plain text";
  }

  private static String pem(String start) {
    if (start.contains("private key")) {
      return "a private key";
    }
    if (start.contains("pgp public key")) {
      return "an OpenPGP public key";
    }
    if (start.contains("pgp signature")) {
      return "an OpenPGP signature";
    }
    if (start.contains("pgp signed message")) {
      return "an OpenPGP message that is signed but not encrypted";
    }
    return start.contains("certificate") ? "a certificate" : "text in PEM";
  }

  /** At least two lines, all with the same separators; a comma before a space is prose. */
  private static boolean table(String text) {
    List<String> lines =
        text.lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.replace(", ", " "))
            .limit(5)
            .toList();
    return lines.size() > 1
        && List.of(',', ';', '\t').stream()
            .anyMatch(
                separator ->
                    count(lines.getFirst(), separator) > 0
                        // The last line may be cut.
                        && lines.subList(0, Math.max(2, lines.size() - 1)).stream()
                            .allMatch(
                                line ->
                                    count(line, separator) == count(lines.getFirst(), separator)));
  }

  private static long count(String line, char separator) {
    return line.chars().filter(c -> c == separator).count();
  }
}
