package io.onshore.connector.simulator.googledrive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body of two parts, multipart/related, read strictly: the description, then the bytes. */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
record Multipart(String json, byte[] content) {
  private static final Pattern TYPE =
      Pattern.compile("multipart/related; ?boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?");
  private static final String BLANK_LINE = "\r\n\r\n";

  static Multipart of(String contentType, byte[] body) throws DriveError {
    Matcher type = TYPE.matcher(contentType);
    if (!type.matches()) {
      throw DriveError.invalid("The body is not multipart/related.");
    }
    String fence = "--" + type.group(1);
    // One character for each byte, so that places in the text are places in the body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int second = text.indexOf("\r\n" + fence + "\r\n");
    String end = "\r\n" + fence + "--\r\n";
    if (!text.startsWith(fence + "\r\n") || second < 0 || !text.endsWith(end)) {
      throw DriveError.invalid("Malformed multipart body.");
    }
    int jsonStart = text.indexOf(BLANK_LINE) + BLANK_LINE.length();
    int contentStart = text.indexOf(BLANK_LINE, second + 2) + BLANK_LINE.length();
    int contentEnd = body.length - end.length();
    if (jsonStart > second
        || contentStart > contentEnd
        || !text.substring(0, jsonStart).contains("application/json")) {
      throw DriveError.invalid("Malformed multipart body.");
    }
    return new Multipart(
        new String(body, jsonStart, second - jsonStart, StandardCharsets.UTF_8),
        Arrays.copyOfRange(body, contentStart, contentEnd));
  }
}
