package io.onshore.gateway.rules;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.policy.Binding;
import io.onshore.policy.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rules that a practice is judged by: everybody's, with its own on top. Thread-safe. */
public final class RulesInForce {
  private final RuleReader reader;
  private final RulesVersions versions;
  private final Map<PracticeId, Bound> bound = new ConcurrentHashMap<>();

  public RulesInForce(RuleReader reader, RulesVersions versions) {
    this.reader = reader;
    this.versions = versions;
  }

  /** Everybody's rulebook. */
  public Rulebook base() {
    return reader.base();
  }

  /** The rules that this practice is judged by now. */
  public Bound of(PracticeId practice) {
    Rulebook base = reader.base();
    Optional<RulesVersion> published = versions.published(practice);
    Optional<Integer> number = published.map(RulesVersion::number);
    Bound known = bound.get(practice);
    if (known != null
        && known.version().equals(number)
        && known.base().digest().equals(base.digest())) {
      return known;
    }
    Bound now = bind(base, published.map(RulesVersion::rules).orElse(PracticeRules.NONE), number);
    bound.put(practice, now);
    return now;
  }

  /**
   * A practice's rules on top of a rulebook.
   *
   * @throws RulesRefused if they do not fit it
   */
  public Bound bind(Rulebook base, PracticeRules rules, Optional<Integer> number) {
    Rulebook enforced = with(base, rules.texts(HouseText.Mode.ENFORCED));
    List<HouseText> onTrial = rules.texts(HouseText.Mode.ON_TRIAL);
    return new Bound(
        base,
        enforced,
        onTrial.isEmpty() ? Optional.empty() : Optional.of(reader.with(enforced, onTrial)),
        rules.binding(),
        number);
  }

  private Rulebook with(Rulebook base, List<HouseText> texts) {
    return texts.isEmpty() ? base : reader.with(base, texts);
  }

  /**
   * Makes sure that the rules of every practice fit a rulebook before it comes in force.
   *
   * @throws RulesRefused if some do not
   */
  public void requireFits(Rulebook candidate) {
    for (RulesVersion version : versions.published()) {
      var _ = bind(candidate, version.rules(), Optional.of(version.number()));
    }
  }

  /**
   * Rules, ready to decide.
   *
   * @param base everybody's rulebook
   * @param rulebook the same with the practice's enforced rules on top
   * @param trial the same with its rules on trial on top, if it has any
   * @param binding what the practice does with outcomes
   * @param version of the practice's rules, if it has any
   */
  public record Bound(
      Rulebook base,
      Rulebook rulebook,
      Optional<Rulebook> trial,
      Binding binding,
      Optional<Integer> version) {}
}
