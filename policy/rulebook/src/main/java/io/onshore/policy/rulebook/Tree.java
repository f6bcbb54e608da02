package io.onshore.policy.rulebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML document that remembers its lines. */
sealed interface Tree {
  /** Where it begins, counted from one. */
  int line();

  /** A single value. */
  record Text(String value, Kind kind, int line) implements Tree {
    /** What YAML 1.2 takes the value for. */
    enum Kind {
      STRING,
      WHOLE,
      FRACTION,
      TRUTH,
      NOTHING
    }
  }

  /** A list. */
  record Items(List<Tree> items, int line) implements Tree {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Named values, in the order of the file. */
  record Fields(Map<String, Tree> fields, int line) implements Tree {
    public Fields {
      fields = new LinkedHashMap<>(fields);
    }

    /** The value of that name. */
    Optional<Tree> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** The string of that name, if it is one. */
    Optional<Text> text(String name) {
      return field(name)
          .filter(Text.class::isInstance)
          .map(Text.class::cast)
          .filter(text -> text.kind() == Text.Kind.STRING);
    }

    /** The named values under that name; none if it is something else. */
    Fields fields(String name) {
      return field(name)
          .filter(Fields.class::isInstance)
          .map(Fields.class::cast)
          .orElseGet(() -> new Fields(Map.of(), line));
    }

    /** The list under that name; empty if it is something else. */
    List<Tree> items(String name) {
      return field(name)
          .filter(Items.class::isInstance)
          .map(Items.class::cast)
          .map(Items::items)
          .orElse(List.of());
    }

    /** The strings of the list under that name; what is no string is left out. */
    List<Text> texts(String name) {
      return items(name).stream()
          .filter(Text.class::isInstance)
          .map(Text.class::cast)
          .filter(text -> text.kind() == Text.Kind.STRING)
          .toList();
    }
  }

  /** The values in it that are named themselves. */
  static List<Fields> onlyFields(List<Tree> trees) {
    return trees.stream().filter(Fields.class::isInstance).map(Fields.class::cast).toList();
  }
}
