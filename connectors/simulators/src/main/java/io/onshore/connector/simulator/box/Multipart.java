package io.onshore.connector.simulator.box;

import io.onshore.connector.simulator.Call;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of an upload in one request, read strictly: the attributes first, then the file, then
 * nothing.
 */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
record Multipart(byte[] attributes, byte[] file) {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data; *boundary=\"?([A-Za-z0-9'()+_,./:=? -]{1,70})\"?");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition: form-data; name=\"([a-z]+)\".*");
  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  static Multipart of(Call call) throws BoxError {
    Matcher type = BOUNDARY.matcher(call.header("content-type").orElse(""));
    if (!type.matches()) {
      throw BoxError.invalid("The boundary is missing");
    }
    byte[] body = call.body();
    byte[] first = ascii("--" + type.group(1) + "\r\n");
    byte[] between = ascii("\r\n--" + type.group(1) + "\r\n");
    byte[] last = ascii("\r\n--" + type.group(1) + "--\r\n");
    int attributesEnd = indexOf(body, between, 0);
    int fileEnd = body.length - last.length;
    if (indexOf(body, first, 0) != 0
        || attributesEnd < 0
        || fileEnd < attributesEnd
        || indexOf(body, last, fileEnd) != fileEnd) {
      throw BoxError.invalid("The form is not whole");
    }
    Section attributes = Section.of(body, first.length, attributesEnd);
    Section file = Section.of(body, attributesEnd + between.length, fileEnd);
    if (attributes.name().equals("file")) {
      throw new BoxError(
          400, "metadata_after_file_contents", "The attributes come before the file's contents");
    }
    if (!attributes.name().equals("attributes") || !file.name().equals("file")) {
      throw BoxError.invalid("The form is made of attributes and a file");
    }
    return new Multipart(attributes.content(), file.content());
  }

  @SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
  private record Section(String name, byte[] content) {
    static Section of(byte[] body, int from, int to) throws BoxError {
      int blank = indexOf(body, BLANK_LINE, from);
      if (blank < 0 || blank + BLANK_LINE.length > to) {
        throw BoxError.invalid("A part of the form has no head");
      }
      String head = new String(body, from, blank - from, StandardCharsets.US_ASCII);
      Matcher name = NAME.matcher(head.split("\r\n", 2)[0]);
      return new Section(
          name.matches() ? name.group(1) : "",
          Arrays.copyOfRange(body, blank + BLANK_LINE.length, to));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int indexOf(byte[] body, byte[] sought, int from) {
    for (int at = from; at <= body.length - sought.length; at++) {
      if (Arrays.equals(body, at, at + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    return -1;
  }
}
