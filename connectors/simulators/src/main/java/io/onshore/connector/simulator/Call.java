package io.onshore.connector.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as a double sees it. The body is shared, not copied: nobody changes it.
 *
 * @param method in upper case
 * @param authority host and port, as the client named them
 * @param path decoded, without the query
 * @param query decoded; the first value of each name
 * @param headers by lower-case name; several values joined by comma
 * @param body empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
public record Call(
    String method,
    String authority,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /** From a raw target such as {@code /a%3Ab?x=1}. */
  static Call of(
      String method, String authority, String target, Map<String, String> headers, byte[] body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, String> query = mark < 0 ? Map.of() : form(target.substring(mark + 1));
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new Call(
        method.toUpperCase(Locale.ROOT),
        authority,
        URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8),
        query,
        lower,
        body);
  }

  /** The header of this name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The query value of this name. */
  public Optional<String> queryValue(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as form fields; the first value of each name. */
  public Map<String, String> formFields() {
    return form(text());
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.putIfAbsent(
            URLDecoder.decode(name, StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
