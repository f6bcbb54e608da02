package io.onshore.connector.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Header fields in order; names are compared without regard to case. Values may be secrets, so
 * {@link #toString} shows names only.
 */
public record Headers(List<Field> fields) {
  /** No field at all. */
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The first value of a field. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** A copy with one field more. */
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  @Override
  public String toString() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    fields.forEach(field -> names.add(field.name()));
    return "Headers" + names;
  }

  /** One header field. */
  public record Field(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }
}
