package io.onshore.policy.rulebook;

import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Source;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how long jurisdictions want records kept. All or nothing. */
public final class RetentionLoader {
  private static final String FILE = "retention.yaml";
  private static final Set<String> NAMES =
      Set.of("jurisdiction", "years", "grade", "url", "quote", "note");

  private RetentionLoader() {}

  /**
   * The presets that come with this module, by jurisdiction. Not advice.
   *
   * @throws RulebookRefused if the module was built with bad ones
   */
  public static Map<JurisdictionId, RetentionPreset> shipped() {
    return of(ShippedFiles.text(FILE));
  }

  /**
   * The presets of a text.
   *
   * @throws RulebookRefused with everything that is wrong
   */
  public static Map<JurisdictionId, RetentionPreset> of(String yaml) {
    List<Problem> problems = new ArrayList<>();
    Map<JurisdictionId, RetentionPreset> presets = new LinkedHashMap<>();
    Optional<Fields> root = YamlReader.read(FILE, yaml, problems);
    for (Fields each : root.map(all -> Tree.onlyFields(all.items("presets"))).orElse(List.of())) {
      preset(each, problems)
          .filter(preset -> presets.put(preset.jurisdiction(), preset) != null)
          .ifPresent(twice -> problem(each, twice.jurisdiction() + " has two periods", problems));
    }
    if (presets.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(FILE, 1, Optional.empty(), "there is no preset", Optional.empty()));
    }
    if (!problems.isEmpty()) {
      throw new RulebookRefused(problems);
    }
    return Map.copyOf(presets);
  }

  private static Optional<RetentionPreset> preset(Fields fields, List<Problem> problems) {
    int before = problems.size();
    for (String name : fields.fields().keySet()) {
      if (!NAMES.contains(name)) {
        problem(fields, "nobody knows `" + name + "`", problems);
      }
    }
    String jurisdiction = text(fields, "jurisdiction", problems);
    String url = text(fields, "url", problems);
    String note = text(fields, "note", problems);
    int years = years(fields, problems);
    Source.Grade grade = grade(fields, text(fields, "grade", problems), problems);
    Optional<String> quote = fields.text("quote").map(Text::value);
    if (quote.isEmpty() != (grade == Source.Grade.UNSOURCED)) {
      problem(fields, "a source that was read has a `quote`, and only that", problems);
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new RetentionPreset(new JurisdictionId(jurisdiction), years, grade, url, quote, note));
  }

  private static String text(Fields fields, String name, List<Problem> problems) {
    Optional<String> value = fields.text(name).map(Text::value);
    if (value.isEmpty() || value.get().isBlank()) {
      problem(fields, "`" + name + "` is missing", problems);
    }
    return value.orElse("");
  }

  private static int years(Fields fields, List<Problem> problems) {
    Optional<Text> text =
        fields
            .field("years")
            .filter(Text.class::isInstance)
            .map(Text.class::cast)
            .filter(each -> each.kind() == Text.Kind.WHOLE && each.value().matches("[1-9][0-9]?"));
    if (text.isEmpty()) {
      problem(fields, "`years` is not a number from 1 to 99", problems);
    }
    return text.map(each -> Integer.parseInt(each.value())).orElse(0);
  }

  private static Source.Grade grade(Fields fields, String name, List<Problem> problems) {
    for (Source.Grade grade : Source.Grade.values()) {
      if (grade.name().equals(name)) {
        return grade;
      }
    }
    problem(fields, "`grade` is none of the grades of sources", problems);
    return Source.Grade.UNSOURCED;
  }

  private static void problem(Fields fields, String text, List<Problem> problems) {
    problems.add(new Problem(FILE, fields.line(), Optional.empty(), text, Optional.empty()));
  }
}
