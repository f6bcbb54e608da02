package io.onshore.policy.rulebook;

import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Items;
import io.onshore.policy.rulebook.Tree.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML as strictly as people who review it need: no name twice, no anchors, and no word that
 * another YAML reader would take for a truth value, such as Norway's {@code NO} without quotes.
 */
final class YamlReader {
  private static final Set<String> TRUTHS_OF_YAML_1_1 = Set.of("y", "n", "yes", "no", "on", "off");

  private final String file;
  private final List<Problem> problems;

  private YamlReader(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document, or empty if it cannot be read at all. Adds what is wrong to the problems. */
  static Optional<Fields> read(String file, String yaml, List<Problem> problems) {
    var reader = new YamlReader(file, problems);
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isPresent() && reader.tree(root.get()) instanceof Fields fields) {
        return Optional.of(fields);
      }
      reader.problem(1, "the file has no named values");
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      reader.problem(line, "this is not YAML: " + e.getProblem());
      return Optional.empty();
    } catch (YamlEngineException e) {
      reader.problem(1, "this is not YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Tree tree(Node node) {
    if (node.getAnchor().isPresent()) {
      problem(line(node), "anchors are not used here; write the value again");
      return new Text("", Text.Kind.NOTHING, line(node));
    }
    return switch (node) {
      case MappingNode mapping -> fields(mapping);
      case SequenceNode sequence ->
          new Items(sequence.getValue().stream().map(this::tree).toList(), line(node));
      case ScalarNode scalar -> text(scalar);
      default -> throw new IllegalStateException("a composed node is one of three");
    };
  }

  private Fields fields(MappingNode mapping) {
    var fields = new LinkedHashMap<String, Tree>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tree(tuple.getKeyNode()) instanceof Text name)) {
        problem(line(tuple.getKeyNode()), "a name is a single word");
        continue;
      }
      if (fields.put(name.value(), tree(tuple.getValueNode())) != null) {
        problem(name.line(), "`" + name.value() + "` is there twice");
      }
    }
    return new Fields(fields, line(mapping));
  }

  private Text text(ScalarNode scalar) {
    String value = scalar.getValue();
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN
        && TRUTHS_OF_YAML_1_1.contains(value.toLowerCase(Locale.ROOT))) {
      problem(
          line(scalar),
          "`%s` without quotes is a truth value to many YAML readers; write \"%s\""
              .formatted(value, value));
    }
    return new Text(value, kind(scalar.getTag()), line(scalar));
  }

  private static Text.Kind kind(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Text.Kind.WHOLE;
    } else if (tag.equals(Tag.FLOAT)) {
      return Text.Kind.FRACTION;
    } else if (tag.equals(Tag.BOOL)) {
      return Text.Kind.TRUTH;
    } else if (tag.equals(Tag.NULL)) {
      return Text.Kind.NOTHING;
    }
    return Text.Kind.STRING;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private void problem(int line, String message) {
    problems.add(new Problem(file, line, Optional.empty(), message, Optional.empty()));
  }
}
