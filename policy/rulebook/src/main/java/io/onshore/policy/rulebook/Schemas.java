package io.onshore.policy.rulebook;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Items;
import io.onshore.policy.rulebook.Tree.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shapes of our files: the JSON Schemas beside this class, and a check of a file by them. */
final class Schemas {
  /** One kind of file. */
  enum Shape {
    PACK("pack.schema.json", "urn:onshore:residency-pack:1"),
    HOUSE("house.schema.json", "urn:onshore:residency-house:1"),
    CASES("cases.schema.json", "urn:onshore:residency-scenarios:1"),
    CLAIMS("claims.schema.json", "urn:onshore:residency-claims:1");

    private final String resource;
    private final URI id;

    Shape(String resource, String id) {
      this.resource = resource;
      this.id = URI.create(id);
    }
  }

  private final Validator validator;

  Schemas() {
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new TreeFactory())
            .withDisabledSchemaValidation(true)
            .createValidator();
    for (Shape shape : Shape.values()) {
      validator.registerSchema(shape.id, ShippedFiles.text(shape.resource));
    }
  }

  /** Adds everything to the problems in which the file is not of the shape. */
  void check(Shape shape, String file, Fields root, List<Problem> problems) {
    Validator.Result result = validator.validate(shape.id, (JsonNode) new TreeNode(root, ""));
    List<Problem> found =
        result.getErrors().stream().map(error -> problem(file, root, error)).distinct().toList();
    problems.addAll(found);
    if (!result.isValid() && found.isEmpty()) {
      problems.add(
          new Problem(file, 1, Optional.empty(), "the file is not of its shape", Optional.empty()));
    }
  }

  private static Problem problem(String file, Fields root, Error error) {
    // Only the schema that refuses everything has no keyword.
    boolean refusesEverything = error.getKeyword() == null;
    return new Problem(
        file,
        line(root, error.getInstanceLocation()),
        owner(root, error.getInstanceLocation()),
        at(error.getInstanceLocation())
            + (refusesEverything ? "this is not expected here" : words(error.getError())),
        Optional.empty());
  }

  private static String words(String error) {
    String lower = error.substring(0, 1).toLowerCase(Locale.ROOT) + error.substring(1);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String at(String pointer) {
    return pointer.isEmpty() ? "" : "at `" + pointer.substring(1) + "`: ";
  }

  private static int line(Tree root, String pointer) {
    return trail(root, pointer).getLast().line();
  }

  private static Optional<String> owner(Tree root, String pointer) {
    return trail(root, pointer).stream()
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .flatMap(fields -> fields.text("id").stream())
        .map(id -> "`" + id.value() + "`")
        .reduce((outer, inner) -> inner);
  }

  /** The nodes from the root to the pointer, as far as they are there. Never empty. */
  private static List<Tree> trail(Tree root, String pointer) {
    var trail = new ArrayList<Tree>(List.of(root));
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
      String name = step.replace("~1", "/").replace("~0", "~");
      Optional<Tree> next =
          switch (trail.getLast()) {
            case Fields fields -> fields.field(name);
            case Items items -> items.items().stream().skip(Long.parseLong(name)).findFirst();
            case Text ignored -> Optional.empty();
          };
      if (next.isEmpty()) {
        break;
      }
      trail.add(next.get());
    }
    return trail;
  }

  /** Makes nodes for the validator; schemas are JSON, which is YAML as well. */
  private static final class TreeFactory implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object node) {
      return switch (node) {
        case JsonNode ready -> ready;
        case Tree tree -> new TreeNode(tree, "");
        case String text -> new TreeNode(new Text(text, Text.Kind.STRING, 1), "");
        default -> throw new IllegalArgumentException("cannot wrap " + node.getClass());
      };
    }

    @Override
    public JsonNode create(String rawJson) {
      var problems = new ArrayList<Problem>();
      Fields root =
          YamlReader.read("schema", rawJson, problems)
              .orElseThrow(() -> new RulebookRefused(problems));
      return new TreeNode(root, "");
    }
  }

  /** A node as the validator sees it. */
  private record TreeNode(Tree tree, String pointer) implements JsonNode {
    @Override
    public String getJsonPointer() {
      return pointer;
    }

    @Override
    public SimpleType getNodeType() {
      return switch (tree) {
        case Fields ignored -> SimpleType.OBJECT;
        case Items ignored -> SimpleType.ARRAY;
        case Text text ->
            switch (text.kind()) {
              case STRING -> SimpleType.STRING;
              case WHOLE -> SimpleType.INTEGER;
              case FRACTION -> SimpleType.NUMBER;
              case TRUTH -> SimpleType.BOOLEAN;
              case NOTHING -> SimpleType.NULL;
            };
      };
    }

    @Override
    public boolean asBoolean() {
      return Boolean.parseBoolean(asString());
    }

    @Override
    public String asString() {
      return tree instanceof Text text ? text.value() : "";
    }

    @Override
    public BigInteger asInteger() {
      return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
      return new BigDecimal(asString());
    }

    @Override
    public List<JsonNode> asArray() {
      var nodes = new ArrayList<JsonNode>();
      if (tree instanceof Items items) {
        for (Tree item : items.items()) {
          nodes.add(new TreeNode(item, pointer + "/" + nodes.size()));
        }
      }
      return nodes;
    }

    @Override
    public Map<String, JsonNode> asObject() {
      var nodes = new LinkedHashMap<String, JsonNode>();
      if (tree instanceof Fields fields) {
        fields
            .fields()
            .forEach(
                (name, value) ->
                    nodes.put(
                        name,
                        new TreeNode(value, pointer + "/" + JsonNode.encodeJsonPointer(name))));
      }
      return nodes;
    }
  }
}
