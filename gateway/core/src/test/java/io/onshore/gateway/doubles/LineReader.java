package io.onshore.gateway.doubles;

import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.policy.HouseRules;
import io.onshore.policy.LooseningRefused;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * House rules of one line a rule: {@code IN-NZ HOLD} raises a rule. A draft pack is the number of
 * days that evidence may be old.
 */
final class LineReader implements RuleReader {
  private final Supplier<Rulebook> base;
  private final Map<String, Rulebook> seen = new HashMap<>();

  LineReader(Supplier<Rulebook> base) {
    this.base = base;
  }

  @Override
  public Rulebook base() {
    Rulebook now = base.get();
    seen.put(now.digest(), now);
    return now;
  }

  @Override
  public Rulebook with(Rulebook rulebook, List<HouseText> texts) {
    Rulebook tightened = rulebook;
    for (HouseText text : texts) {
      Map<String, HouseRules.Raise> raised = new HashMap<>();
      for (String line : text.text().lines().toList()) {
        String[] words = line.split(" ", -1);
        Severity to = Severity.valueOf(words[1]);
        raised.put(
            words[0],
            new HouseRules.Raise(to, to == Severity.HOLD ? Set.of(Remedy.ASSESSMENT) : Set.of()));
      }
      try {
        tightened =
            tightened.tightenedBy(new HouseRules(text.name(), List.of(), raised, List.of()));
      } catch (LooseningRefused refused) {
        throw new RulesRefused(
            List.of(
                new RulesRefused.Problem(
                    text.name(), "line 1", String.valueOf(refused.getMessage()))));
      }
    }
    return tightened;
  }

  @Override
  public Rulebook draft(Map<String, String> packs) {
    return Rules.withStaleness(Integer.parseInt(packs.values().iterator().next()));
  }

  @Override
  public Map<String, String> packs() {
    return Map.of();
  }

  @Override
  public Optional<Rulebook> kept(String digest) {
    return Optional.ofNullable(seen.get(digest));
  }
}
