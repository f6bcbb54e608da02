package io.onshore.policy.rulebook;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.onshore.policy.Condition;
import io.onshore.policy.ConditionFailed;
import io.onshore.policy.Facts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns the text of a condition into a {@link Condition}. Safe for use by many threads. */
final class CelConditions {
  private static final CelType WORDS = ListType.create(SimpleType.STRING);

  /** The facts that conditions can name. */
  private static final Map<String, Fact> FACTS = facts();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /**
   * @param groups names of groups; each is a list of countries to the conditions
   */
  CelConditions(Set<String> groups) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    FACTS.forEach((name, fact) -> builder.addVar(name, fact.type()));
    groups.stream()
        .filter(name -> !FACTS.containsKey(name))
        .forEach(name -> builder.addVar(name, WORDS));
    compiler = builder.build();
    runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();
  }

  /** The names that a group cannot have. */
  static Set<String> factNames() {
    return FACTS.keySet();
  }

  /** What became of a text. */
  sealed interface Compiled {
    /** It is a condition. */
    record Good(Condition condition) implements Compiled {}

    /** It is none. */
    record Bad(List<Flaw> flaws) implements Compiled {}
  }

  /**
   * What is wrong with a text.
   *
   * @param excerpt the line in question with a caret under the offending place
   */
  record Flaw(String message, String excerpt) {}

  /** Compiles the text of a condition. */
  Compiled compile(String text) {
    CelValidationResult result = compiler.compile(text);
    if (result.hasError()) {
      return new Compiled.Bad(
          result.getErrors().stream()
              .map(issue -> new Flaw(message(issue), excerpt(text, issue)))
              .toList());
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      return new Compiled.Good(condition(runtime.createProgram(ast)));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compiled.Bad(List.of(new Flaw(String.valueOf(e.getMessage()), text)));
    }
  }

  private static Condition condition(CelRuntime.Program program) {
    return facts -> {
      try {
        Object result = program.eval(name -> find(facts, name));
        if (result instanceof Boolean holds) {
          return holds;
        }
        throw new ConditionFailed("the condition gave no truth value");
      } catch (CelEvaluationException e) {
        throw new ConditionFailed("the condition could not be evaluated", e);
      }
    };
  }

  private static Optional<Object> find(Facts facts, String name) {
    Fact fact = FACTS.get(name);
    if (fact != null) {
      return Optional.of(fact.value().apply(facts));
    }
    return Optional.ofNullable(facts.groups().get(name));
  }

  private static String message(CelIssue issue) {
    String message = issue.getMessage();
    String undeclared = "undeclared reference to '";
    if (message.startsWith(undeclared)) {
      String name = message.substring(undeclared.length()).replaceFirst("'.*", "");
      return "`" + name + "` is neither a fact nor a group";
    }
    return message;
  }

  private static String excerpt(String text, CelIssue issue) {
    List<String> lines = text.lines().toList();
    int line = Math.clamp(issue.getSourceLocation().getLine() - 1L, 0, lines.size() - 1);
    int column = Math.max(issue.getSourceLocation().getColumn(), 0);
    return lines.get(line) + "\n" + " ".repeat(column) + "^";
  }

  private record Fact(CelType type, Function<Facts, Object> value) {}

  private static Map<String, Fact> facts() {
    var facts = new LinkedHashMap<String, Fact>();
    facts.put("home", new Fact(SimpleType.STRING, Facts::home));
    facts.put("sector", new Fact(SimpleType.STRING, Facts::sector));
    facts.put("roles", new Fact(WORDS, Facts::roles));
    facts.put("tags", new Fact(WORDS, Facts::tags));
    facts.put("contracts", new Fact(WORDS, Facts::contracts));
    facts.put("certs", new Fact(WORDS, Facts::certs));
    facts.put("assessments", new Fact(WORDS, Facts::assessments));
    facts.put("content", new Fact(WORDS, Facts::content));
    facts.put("backup", new Fact(WORDS, Facts::backup));
    facts.put("stored", new Fact(WORDS, Facts::stored));
    facts.put("stored_places", new Fact(WORDS, Facts::storedPlaces));
    facts.put("metadata", new Fact(WORDS, Facts::metadata));
    facts.put("support", new Fact(WORDS, Facts::support));
    facts.put("contract_entity", new Fact(WORDS, Facts::contractEntity));
    facts.put("parent", new Fact(WORDS, Facts::parent));
    facts.put("keys", new Fact(WORDS, Facts::keys));
    facts.put("gateway", new Fact(WORDS, Facts::gateway));
    facts.put("exported", new Fact(WORDS, Facts::exported));
    facts.put("e2e", new Fact(SimpleType.BOOL, Facts::e2e));
    facts.put("meta_plain", new Fact(SimpleType.BOOL, Facts::metaPlain));
    facts.put("home_keys", new Fact(SimpleType.BOOL, Facts::homeKeys));
    facts.put("eu_keys", new Fact(SimpleType.BOOL, Facts::euKeys));
    facts.put("valid_consents", new Fact(WORDS, Facts::validConsents));
    facts.put("invalid_consents", new Fact(WORDS, Facts::invalidConsents));
    facts.put("claim_grade", new Fact(SimpleType.STRING, Facts::claimGrade));
    facts.put("claim_age_days", new Fact(SimpleType.INT, Facts::claimAgeDays));
    facts.put("claim_max_age_days", new Fact(SimpleType.INT, Facts::claimMaxAgeDays));
    facts.put("stale", new Fact(WORDS, Facts::stale));
    facts.put("conflicts", new Fact(WORDS, Facts::conflicts));
    facts.put("contested", new Fact(WORDS, Facts::contested));
    facts.put("account", new Fact(SimpleType.STRING, Facts::account));
    facts.put("identity", new Fact(SimpleType.STRING, Facts::identity));
    facts.put("localisation_law", new Fact(SimpleType.BOOL, Facts::localisationLaw));
    facts.put("nexus", new Fact(SimpleType.STRING, Facts::nexus));
    facts.put("us_persons_12m", new Fact(SimpleType.INT, Facts::usPersons12m));
    return Collections.unmodifiableMap(facts);
  }
}
