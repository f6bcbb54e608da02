package io.onshore.gateway.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A JSON object that was read: its names once each, in their order. */
final class JsonText {
  private final String what;
  private final Map<String, Object> values;

  private JsonText(String what, Map<String, Object> values) {
    this.what = what;
    this.values = values;
  }

  /**
   * Reads an object.
   *
   * @param what it is called, for people
   */
  static JsonText read(String what, String text) throws NotValid {
    try {
      return new JsonText(what, JsonUtil.parseJson(text));
    } catch (JoseException unreadable) {
      throw new NotValid(what + " is no JSON object: it was changed or cut off");
    }
  }

  /** All of it. */
  Map<String, Object> values() {
    return values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> textIfAny(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  String text(String name) throws NotValid {
    return textIfAny(name).orElseThrow(() -> missing(name));
  }

  long number(String name) throws NotValid {
    if (values.get(name) instanceof Long number) {
      return number;
    }
    throw missing(name);
  }

  JsonText object(String name) throws NotValid {
    return object(name, values.get(name));
  }

  List<String> texts(String name) throws NotValid {
    if (!(values.get(name) instanceof List<?> list)) {
      throw missing(name);
    }
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String text)) {
        throw missing(name);
      }
      texts.add(text);
    }
    return texts;
  }

  /** The names, in their order. */
  Set<String> names() {
    return values.keySet();
  }

  /** Refuses other names than these. */
  void requireOnly(Set<String> names) throws NotValid {
    for (String name : names()) {
      if (!names.contains(name)) {
        throw new NotValid(what + " has `" + name + "`, which no gateway writes there");
      }
    }
  }

  private JsonText object(String name, @Nullable Object value) throws NotValid {
    if (!(value instanceof Map<?, ?> map)) {
      throw missing(name);
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, each) -> named.put(String.valueOf(key), each));
    return new JsonText(what, named);
  }

  private NotValid missing(String name) {
    return new NotValid(what + " has no `" + name + "`, or something else in its place");
  }
}
