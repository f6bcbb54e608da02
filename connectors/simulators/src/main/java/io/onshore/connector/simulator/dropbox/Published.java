package io.onshore.connector.simulator.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.onshore.connector.simulator.dropbox.Stone.Definition;
import io.onshore.connector.simulator.dropbox.Stone.Member;
import io.onshore.connector.simulator.dropbox.Stone.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dropbox's published description, and whether a JSON value keeps to it: an unknown field, a
 * missing one or a wrong tag is told. Types of namespaces that the double does not hold are taken
 * as they come. Immutable.
 */
public final class Published {
  /** The one description. */
  public static final Published DESCRIPTION = new Published();

  private static final Pattern ARGUMENT = Pattern.compile("(\\w+)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\d+)");

  private final Stone stone = new Stone();

  private Published() {
    for (String name : List.of("common", "auth", "files", "users", "team_events")) {
      try (InputStream in = Published.class.getResourceAsStream(name + ".stone")) {
        if (in == null) {
          throw new IllegalStateException("the description of `" + name + "` is missing");
        }
        stone.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether there is a route of this path, such as {@code files/upload_session/append_v2}. */
  public boolean knows(String path) {
    return stone.route(path).isPresent();
  }

  Optional<Route> route(String path) {
    return stone.route(path);
  }

  /** What is wrong with a request's argument; empty if nothing is. */
  public Optional<String> wrongArgument(String path, JsonNode argument) {
    return wrong(stone.route(path).orElseThrow().argument(), argument);
  }

  /** What is wrong with an answer; empty if nothing is. */
  public Optional<String> wrongResult(String path, JsonNode result) {
    return wrong(stone.route(path).orElseThrow().result(), result);
  }

  /** What is wrong with the error of a 409; empty if nothing is. */
  public Optional<String> wrongError(String path, JsonNode error) {
    return wrong(stone.route(path).orElseThrow().error(), error);
  }

  /**
   * What is wrong with a value.
   *
   * @param type such as {@code auth.RateLimitError}
   */
  public Optional<String> wrong(String type, JsonNode value) {
    return wrong(new Stone.Type(type, "", false), value);
  }

  /** The tags of a union and of the unions within it, such as {@code path/conflict/file}. */
  public Set<String> tags(String union) {
    Set<String> tags = new TreeSet<>();
    collect(union, "", tags);
    return tags;
  }

  private void collect(String union, String above, Set<String> tags) {
    if (!(stone.definition(union).orElse(null) instanceof Definition.Union of)) {
      return;
    }
    of.parent().ifPresent(parent -> collect(parent, above, tags));
    of.tags()
        .forEach(
            (tag, member) -> {
              int before = tags.size();
              collect(member.type().name(), above + tag + "/", tags);
              if (stone.definition(member.type().name()).orElse(null)
                  instanceof Definition.Struct struct) {
                struct
                    .fields()
                    .values()
                    .forEach(field -> collect(field.type().name(), above + tag + "/", tags));
              }
              if (tags.size() == before) {
                tags.add(above + tag);
              }
            });
  }

  private Optional<String> wrong(Stone.Type type, JsonNode value) {
    List<String> problems = new ArrayList<>();
    check(type, value, "", problems);
    return problems.stream().findFirst();
  }

  private void check(Stone.Type type, JsonNode value, String at, List<String> problems) {
    if (value.isMissingNode() || value.isNull()) {
      if (!type.nullable() && !type.name().equals("Void")) {
        problems.add(at + ": missing");
      }
      return;
    }
    switch (type.name()) {
      case "String" -> checkText(type, value, at, problems);
      case "Boolean" -> require(value.isBoolean(), at + ": expected boolean", problems);
      case "Timestamp" -> require(value.isTextual(), at + ": expected timestamp", problems);
      case "Float64", "Float32" -> require(value.isNumber(), at + ": expected float", problems);
      case "UInt64", "UInt32", "Int64", "Int32" -> checkNumber(type, value, at, problems);
      case "Void" -> problems.add(at + ": expected null");
      case "List" -> {
        require(value.isArray(), at + ": expected list", problems);
        value.forEach(
            each -> check(new Stone.Type(type.arguments(), "", false), each, at + "[]", problems));
      }
      default -> checkNamed(type, value, at, problems);
    }
  }

  private void checkNamed(Stone.Type type, JsonNode value, String at, List<String> problems) {
    switch (stone.definition(type.name()).orElse(null)) {
      case null -> {
        // Of a namespace that is not here.
      }
      case Definition.Alias alias -> check(alias.type(), value, at, problems);
      case Definition.Struct struct -> checkStruct(type.name(), value, at, problems);
      case Definition.Union union -> checkUnion(type.name(), value, at, problems);
    }
  }

  private void checkStruct(String name, JsonNode value, String at, List<String> problems) {
    require(value.isObject(), at + ": expected object", problems);
    Definition.Struct struct = struct(name);
    String actual = name;
    Set<String> allowed = new TreeSet<>();
    if (!struct.subtypes().isEmpty()) {
      allowed.add(".tag");
      String tag = value.path(".tag").asText("");
      if (!struct.subtypes().containsKey(tag)) {
        problems.add(at + ": unknown subtype '" + tag + "'");
        return;
      }
      actual = struct.subtypes().get(tag).name();
    }
    checkFields(actual, value, allowed, at, problems);
  }

  private void checkFields(
      String name, JsonNode value, Set<String> allowed, String at, List<String> problems) {
    Map<String, Member> fields = fields(name);
    value
        .fieldNames()
        .forEachRemaining(
            field ->
                require(
                    fields.containsKey(field) || allowed.contains(field),
                    at + ": unknown field '" + field + "'",
                    problems));
    fields.forEach(
        (field, member) -> {
          JsonNode given = value.path(field);
          boolean absent = given.isMissingNode() || given.isNull();
          if (!(absent && member.optional())) {
            check(member.type(), given, at + "." + field, problems);
          }
        });
  }

  private Map<String, Member> fields(String name) {
    Map<String, Member> fields = new LinkedHashMap<>();
    Definition.Struct struct = struct(name);
    struct.parent().ifPresent(parent -> fields.putAll(fields(parent)));
    fields.putAll(struct.fields());
    return fields;
  }

  private Definition.Struct struct(String name) {
    if (stone.definition(name).orElse(null) instanceof Definition.Struct struct) {
      return struct;
    }
    throw new IllegalStateException("`" + name + "` is no struct");
  }

  private void checkUnion(String name, JsonNode value, String at, List<String> problems) {
    String tag = value.isTextual() ? value.asText() : value.path(".tag").asText("");
    Optional<Member> found = tag(name, tag);
    if (found.isEmpty()) {
      problems.add(at + ": unknown tag '" + tag + "'");
      return;
    }
    Stone.Type type = found.get().type();
    if (value.isTextual()) {
      require(type.name().equals("Void") || type.nullable(), at + ": bare tag", problems);
    } else if (stone.definition(type.name()).orElse(null) instanceof Definition.Struct struct
        && struct.subtypes().isEmpty()) {
      checkFields(type.name(), value, Set.of(".tag"), at + "." + tag, problems);
    } else {
      value
          .fieldNames()
          .forEachRemaining(
              field ->
                  require(
                      field.equals(".tag") || field.equals(tag),
                      at + ": unknown field '" + field + "'",
                      problems));
      JsonNode given = value.path(tag);
      check(type, given == null ? MissingNode.getInstance() : given, at + "." + tag, problems);
    }
  }

  private Optional<Member> tag(String union, String tag) {
    if (!(stone.definition(union).orElse(null) instanceof Definition.Union of)) {
      return Optional.empty();
    }
    return Optional.ofNullable(of.tags().get(tag))
        .or(() -> of.parent().flatMap(parent -> tag(parent, tag)));
  }

  private static void checkText(Stone.Type type, JsonNode value, String at, List<String> problems) {
    if (!value.isTextual()) {
      problems.add(at + ": expected string");
      return;
    }
    String text = value.asText();
    Matcher argument = ARGUMENT.matcher(type.arguments());
    while (argument.find()) {
      String given = argument.group(2);
      boolean good =
          switch (argument.group(1)) {
            case "min_length" -> text.length() >= Integer.parseInt(given);
            case "max_length" -> text.length() <= Integer.parseInt(given);
            case "pattern" ->
                text.matches(given.substring(1, given.length() - 1).replace("\\\\", "\\"));
            default -> true;
          };
      require(good, at + ": '" + argument.group(1) + "' is not kept", problems);
    }
  }

  private static void checkNumber(
      Stone.Type type, JsonNode value, String at, List<String> problems) {
    if (!value.isIntegralNumber()) {
      problems.add(at + ": expected integer");
      return;
    }
    require(!type.name().startsWith("U") || value.asLong() >= 0, at + ": below zero", problems);
    Matcher argument = ARGUMENT.matcher(type.arguments());
    while (argument.find()) {
      long bound = Long.parseLong(argument.group(2));
      boolean good =
          argument.group(1).equals("max_value") ? value.asLong() <= bound : value.asLong() >= bound;
      require(good, at + ": '" + argument.group(1) + "' is not kept", problems);
    }
  }

  private static void require(boolean good, String problem, List<String> problems) {
    if (!good) {
      problems.add(problem);
    }
  }
}
