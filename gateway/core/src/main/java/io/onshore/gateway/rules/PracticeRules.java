package io.onshore.gateway.rules;

import io.onshore.policy.Action;
import io.onshore.policy.Binding;
import io.onshore.policy.Severity;
import java.util.List;
import java.util.Map;

/**
 * What a practice adds to the law: it may only tighten.
 *
 * @param raised what happens at an outcome where that is more than the outcome asks for
 * @param texts its house rules
 */
public record PracticeRules(Map<Severity, Action> raised, List<HouseText> texts) {
  /** Nothing of its own. */
  public static final PracticeRules NONE = new PracticeRules(Map.of(), List.of());

  /**
   * @throws IllegalArgumentException if an action is milder than the outcome asks for
   */
  public PracticeRules {
    raised = Map.copyOf(raised);
    texts = List.copyOf(texts);
    var _ = new Binding.Enforce(raised);
  }

  /** What the practice does with outcomes. */
  public Binding binding() {
    return new Binding.Enforce(raised);
  }

  /** The texts of one mode. */
  List<HouseText> texts(HouseText.Mode mode) {
    return texts.stream().filter(text -> text.mode() == mode).toList();
  }
}
