package io.onshore.gateway.envelope;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Feeds the bytes inside an armour: a first line, base64 text, a last line. It is stricter than the
 * tools: nothing readable may stand before, between or behind.
 */
final class ArmourFeed extends Feed {
  /** Which armour. */
  enum Style {
    /** 64 columns, nothing but base64. */
    AGE,
    /** Header lines, an empty line, up to 76 columns, perhaps a checksum. */
    OPENPGP,
    /** Up to 76 columns, nothing but base64. */
    PEM
  }

  private static final int LONGEST_LINE = 200;
  private static final int MOST_WHITESPACE = 1024;
  private static final List<String> PGP_HEADERS =
      List.of("version: ", "comment: ", "charset: ", "hash: ", "messageid: ");
  private static final int MOST_PGP_HEADERS = 8;
  private static final int CRC24_START = 0xB704CE;
  private static final int CRC24_POLYNOMIAL = 0x1864CFB;

  private final Feed text;
  private final Style style;
  private final String begin;
  private final String end;
  private boolean opened;
  private boolean closed;
  private boolean lastLineSeen;
  private int crc = CRC24_START;
  private int columns;

  /**
   * @param text from the first byte of the file
   * @param title what stands between BEGIN and the hyphens
   */
  ArmourFeed(Feed text, Style style, String title) {
    super(LONGEST_LINE);
    this.text = text;
    this.style = style;
    this.begin = "-----BEGIN " + title + "-----";
    this.end = "-----END " + title + "-----";
  }

  @Override
  int fill(byte[] into) throws IOException, Halt {
    if (closed) {
      return -1;
    }
    if (!opened) {
      open();
    }
    String line = line();
    if (line.equals(end)) {
      close();
      return -1;
    }
    if (style == Style.OPENPGP && line.length() == 5 && line.charAt(0) == '=') {
      checkCrc(line);
      close();
      return -1;
    }
    byte[] decoded = decode(line);
    System.arraycopy(decoded, 0, into, 0, decoded.length);
    return decoded.length;
  }

  private void open() throws IOException, Halt {
    if (!line().equals(begin)) {
      throw new Halt.NotThis();
    }
    opened = true;
    if (style == Style.OPENPGP) {
      int count = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (PGP_HEADERS.stream().noneMatch(lower::startsWith)) {
          throw new Halt.Broken("its armour has a header line that OpenPGP does not know");
        }
        if (++count > MOST_PGP_HEADERS) {
          throw new Halt.Broken("its armour has too many header lines");
        }
      }
    }
  }

  private byte[] decode(String line) throws Halt {
    if (line.isEmpty()) {
      throw new Halt.Broken("an empty line stands in its armour");
    }
    if (lastLineSeen) {
      throw new Halt.Broken("a line of its armour is too short");
    }
    if (columns == 0) {
      columns = style == Style.AGE ? 64 : line.length();
    }
    if (line.length() > columns || line.length() > 76) {
      throw new Halt.Broken("a line of its armour is too long");
    }
    lastLineSeen = line.length() < columns || line.endsWith("=");
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(line);
    } catch (IllegalArgumentException notBase64) {
      throw new Halt.Broken("a line of its armour is not base64");
    }
    if (!Base64.getEncoder().encodeToString(decoded).equals(line)) {
      throw new Halt.Broken("a line of its armour is not the one way to write its bytes");
    }
    if (style == Style.OPENPGP) {
      updateCrc(decoded);
    }
    return decoded;
  }

  private void updateCrc(byte[] decoded) {
    for (byte value : decoded) {
      crc ^= (value & 0xff) << 16;
      for (int i = 0; i < 8; i++) {
        crc <<= 1;
        if ((crc & 0x1000000) != 0) {
          crc ^= CRC24_POLYNOMIAL;
        }
      }
    }
  }

  private void checkCrc(String line) throws IOException, Halt {
    byte[] sum = {(byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
    if (!Base64.getEncoder().encodeToString(sum).equals(line.substring(1))) {
      throw new Halt.Broken("the checksum of its armour does not fit");
    }
    if (!line().equals(end)) {
      throw new Halt.Broken("its armour does not end after its checksum");
    }
  }

  private void close() throws IOException, Halt {
    closed = true;
    for (int count = 0; ; count++) {
      int value = text.next();
      if (value < 0) {
        return;
      }
      if (!Ascii.isWhitespace(value) || count == MOST_WHITESPACE) {
        throw new Halt.Broken("something stands behind the end of its armour");
      }
    }
  }

  /** A line without its end. */
  private String line() throws IOException, Halt {
    byte[] bytes = new byte[LONGEST_LINE];
    int count = 0;
    while (true) {
      int value = text.next();
      if (value < 0) {
        String rest = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        if (rest.equals(end)) {
          return rest;
        }
        throw new Halt.CutOff("the end of its armour is missing");
      }
      if (value == '\n') {
        int length = count > 0 && bytes[count - 1] == '\r' ? count - 1 : count;
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      }
      if (count == LONGEST_LINE) {
        throw new Halt.Broken("a line of its armour is too long");
      }
      bytes[count++] = (byte) value;
    }
  }
}
