package io.onshore.gateway.review;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When what sends are judged by changed. The first rulebook and the first claims of a gateway are
 * no change; neither are texts that come to the same rules, such as another comment, or a proposal
 * that was taken back before it came in force. Of texts that came in force more than once, the last
 * time is known. Safe for several threads.
 */
public final class RuleChanges {
  private final KeptTexts kept;
  private final RulesVersions versions;

  public RuleChanges(KeptTexts kept, RulesVersions versions) {
    this.kept = kept;
    this.versions = versions;
  }

  /** The changes from one time until before another that bear on a practice, the first first. */
  public List<RuleChange> of(PracticeId practice, Instant from, Instant to) {
    List<RuleChange> changes = new ArrayList<>();
    changes.addAll(texts(KeptTexts.Kind.RULEBOOK, RuleChange.Kind.RULEBOOK, from, to));
    changes.addAll(texts(KeptTexts.Kind.CLAIMS, RuleChange.Kind.CLAIMS, from, to));
    for (RulesVersion version : versions.list(practice)) {
      if (version.state() == RulesVersion.State.PUBLISHED) {
        version
            .decidedAt()
            .filter(at -> !at.isBefore(from) && at.isBefore(to))
            .map(at -> own(at, version))
            .ifPresent(changes::add);
      }
    }
    changes.sort(Comparator.comparing(RuleChange::at));
    return List.copyOf(changes);
  }

  private static RuleChange own(Instant at, RulesVersion version) {
    return new RuleChange(
        at,
        version.rules().equals(PracticeRules.NONE)
            ? RuleChange.Kind.OWN_RULES_ENDED
            : RuleChange.Kind.OWN_RULES,
        List.of(),
        Optional.of(version.number()));
  }

  private List<RuleChange> texts(
      KeptTexts.Kind texts, RuleChange.Kind kind, Instant from, Instant to) {
    List<RuleChange> changes = new ArrayList<>();
    Optional<Map<String, String>> before = Optional.empty();
    for (KeptTexts.Kept now : kept.inForce(texts, from, to)) {
      List<String> files = before.map(was -> changed(was, now.texts())).orElse(List.of());
      if (!files.isEmpty() && !now.since().isBefore(from)) {
        changes.add(new RuleChange(now.since(), kind, files, Optional.empty()));
      }
      before = Optional.of(now.texts());
    }
    return changes;
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(
        name -> Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(now.get(name))));
    return List.copyOf(names);
  }
}
