package io.onshore.connector.simulator.dropbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a description in Stone, Dropbox's own language for interfaces, defines: as much of it as the
 * double needs. Texts and examples are passed over. See https://github.com/dropbox/stone.
 */
final class Stone {
  private static final Pattern STRUCT = Pattern.compile("struct (\\w+)(?: extends ([\\w.]+))?");
  private static final Pattern UNION =
      Pattern.compile("union(?:_closed)? (\\w+)(?: extends ([\\w.]+))?");
  private static final Pattern ALIAS = Pattern.compile("alias (\\w+) = (.+)");
  private static final Pattern ROUTE =
      Pattern.compile("route ([\\w/]+)(?::(\\d+))? \\(([^,]+), ([^,]+), ([^)]+)\\).*");
  private static final Pattern MEMBER = Pattern.compile("(\\w+)(?: (.+?))?(?: = (.+))?");
  private static final Pattern TYPE = Pattern.compile("([\\w.]+)(?:\\((.*)\\))?(\\?)?");

  private final Map<String, Definition> definitions = new TreeMap<>();
  private final Map<String, Route> routes = new TreeMap<>();
  private String namespace = "";

  /** Something that has a name. */
  sealed interface Definition {
    /**
     * @param subtypes by tag; of a struct whose values say which of them they are
     */
    record Struct(Optional<String> parent, Map<String, Member> fields, Map<String, Type> subtypes)
        implements Definition {}

    record Union(Optional<String> parent, Map<String, Member> tags) implements Definition {}

    record Alias(Type type) implements Definition {}
  }

  /**
   * A type as it is written.
   *
   * @param name with its namespace unless it is built in
   * @param arguments what stands in parentheses
   */
  record Type(String name, String arguments, boolean nullable) {
    static final Type VOID = new Type("Void", "", false);
  }

  /** A field of a struct or a tag of a union. */
  record Member(Type type, boolean optional) {}

  /** An address of the API. */
  record Route(
      String path, Type argument, Type result, Type error, Map<String, String> attributes) {
    String attribute(String name, String otherwise) {
      return attributes.getOrDefault(name, otherwise);
    }
  }

  /** The definition of this name, with its namespace. */
  Optional<Definition> definition(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /** The route of a path such as {@code files/upload_session/append_v2}. */
  Optional<Route> route(String path) {
    return Optional.ofNullable(routes.get(path));
  }

  /** Reads one file's text. */
  void read(String text) {
    List<String> lines = withoutTexts(text);
    int at = 0;
    while (at < lines.size()) {
      int end = at + 1;
      while (end < lines.size() && lines.get(end).startsWith(" ")) {
        end++;
      }
      define(lines.get(at), lines.subList(at + 1, end));
      at = end;
    }
  }

  /** Texts for people may have several lines. */
  private static List<String> withoutTexts(String text) {
    List<String> lines = new ArrayList<>();
    boolean inText = false;
    for (String line : text.lines().toList()) {
      String stripped = line.strip();
      boolean starts = !inText && stripped.startsWith("\"");
      if (inText || starts) {
        boolean ends = stripped.endsWith("\"") && !stripped.endsWith("\\\"");
        inText = !(ends && !(starts && stripped.length() == 1));
      } else if (!stripped.isEmpty() && !stripped.startsWith("#") && !stripped.startsWith("@")) {
        lines.add(line.stripTrailing());
      }
    }
    return lines;
  }

  private void define(String head, List<String> body) {
    Matcher struct = STRUCT.matcher(head);
    Matcher union = UNION.matcher(head);
    Matcher alias = ALIAS.matcher(head);
    Matcher route = ROUTE.matcher(head);
    if (head.startsWith("namespace ")) {
      namespace = head.substring("namespace ".length()).strip();
    } else if (struct.matches()) {
      definitions.put(
          qualified(struct.group(1)),
          new Definition.Struct(parent(struct.group(2)), members(body), subtypes(body)));
    } else if (union.matches()) {
      definitions.put(
          qualified(union.group(1)), new Definition.Union(parent(union.group(2)), members(body)));
    } else if (alias.matches()) {
      definitions.put(qualified(alias.group(1)), new Definition.Alias(type(alias.group(2))));
    } else if (route.matches()) {
      String path =
          namespace + "/" + route.group(1) + (route.group(2) == null ? "" : "_v" + route.group(2));
      routes.put(
          path,
          new Route(
              path,
              type(route.group(3)),
              type(route.group(4)),
              type(route.group(5)),
              attributes(body)));
    }
  }

  private Optional<String> parent(String name) {
    return Optional.ofNullable(name).map(this::qualified);
  }

  private Map<String, Member> members(List<String> body) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (String line : body) {
      Matcher member = MEMBER.matcher(line.strip());
      boolean other = line.strip().startsWith("example ") || line.strip().startsWith("union");
      if (indent(line) == 4 && !other && member.matches()) {
        Type type = member.group(2) == null ? Type.VOID : type(member.group(2));
        members.put(member.group(1), new Member(type, type.nullable() || member.group(3) != null));
      }
    }
    return members;
  }

  private Map<String, Type> subtypes(List<String> body) {
    Map<String, Type> subtypes = new LinkedHashMap<>();
    boolean within = false;
    for (String line : body) {
      if (indent(line) == 4) {
        within = line.strip().equals("union") || line.strip().equals("union_closed");
      } else if (within) {
        String[] words = line.strip().split(" ", -1);
        subtypes.put(words[0], type(words[1]));
      }
    }
    return subtypes;
  }

  private static Map<String, String> attributes(List<String> body) {
    Map<String, String> attributes = new TreeMap<>();
    for (String line : body) {
      String[] sides = line.strip().split(" = ", 2);
      if (indent(line) == 8 && sides.length == 2) {
        attributes.put(sides[0], sides[1].replace("\"", ""));
      }
    }
    return attributes;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** A type of its text, seen from the namespace that is being read. */
  private Type type(String text) {
    Matcher type = TYPE.matcher(text.strip());
    if (!type.matches()) {
      throw new IllegalStateException("a type cannot be read: " + text);
    }
    String arguments = type.group(2) == null ? "" : type.group(2);
    String name = type.group(1);
    if (name.equals("List") || name.equals("Map")) {
      String element = arguments.replaceAll(", (?:max|min)_items=\\d+", "").strip();
      return new Type(name, qualified(element), type.group(3) != null);
    }
    return new Type(qualified(name), arguments, type.group(3) != null);
  }

  private String qualified(String name) {
    boolean builtIn =
        name.matches("(?:String|Boolean|Bytes|Void|U?Int\\d+|Float\\d+|Timestamp|List|Map)\\b.*");
    return builtIn || name.contains(".") ? name : namespace + "." + name;
  }
}
