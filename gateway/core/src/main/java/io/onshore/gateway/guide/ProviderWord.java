package io.onshore.gateway.guide;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.guide.Standing.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a provider said, in its own words: nothing is made of them here.
 *
 * @param newest its newest answer, if it ever answered
 */
record ProviderWord(Optional<ResidencyEvidence> newest) {
  static final String NEVER = "the provider was never asked, or never answered";

  /** Whether it says who owns the place. */
  Standing owned() {
    if (newest.isEmpty()) {
      return Standing.canNotTell(NEVER);
    }
    Evidence evidence =
        account()
            .orElseGet(() -> Evidence.at("identity", Optional.empty(), newest.get().observedAt()));
    Optional<String> owner = newest.get().identity().owner();
    Optional<String> organisation = newest.get().identity().organisation();
    if (owner.isEmpty()) {
      return Standing.canNotTell("the provider does not say who owns the place", evidence);
    }
    return organisation
        .map(
            id ->
                Standing.done(
                    "owner `%s`, of organisation `%s`".formatted(owner.get(), id), evidence))
        .orElseGet(
            () ->
                Standing.notDone(
                    "owner `%s` belongs to no organisation that the connection sees"
                        .formatted(owner.get()),
                    evidence));
  }

  /** What was said of the kind of the account. */
  Optional<Evidence> account() {
    return newest.flatMap(
        answer ->
            answer.on(Aspect.ACCOUNT).stream().findFirst().map(said -> evidence(answer, said)));
  }

  private static Evidence evidence(ResidencyEvidence answer, Observation said) {
    return Evidence.at(said.field(), Optional.of(said.rawLabel()), answer.observedAt());
  }

  /** Whether it says something of a field, and what. */
  Standing told(Condition.Told wanted) {
    if (newest.isEmpty()) {
      return Standing.canNotTell(NEVER);
    }
    ResidencyEvidence answer = newest.get();
    List<Observation> said =
        answer.observations().stream().filter(each -> each.field().equals(wanted.field())).toList();
    if (said.isEmpty()) {
      return Standing.canNotTell(
          answer.answers().stream().anyMatch(each -> each.body().isEmpty())
              ? "the provider refuses to tell the connection"
              : "the provider answered, and says nothing of it",
          Evidence.at(wanted.field(), Optional.empty(), answer.observedAt()));
    }
    String labels =
        said.stream()
            .map(each -> "`" + each.rawLabel() + "`")
            .distinct()
            .collect(Collectors.joining(" and "));
    boolean counts =
        wanted.labels().isEmpty()
            || said.stream().allMatch(each -> wanted.labels().contains(each.rawLabel()));
    Evidence evidence = evidence(answer, said.getFirst());
    return counts
        ? Standing.done("the provider says " + labels, evidence)
        : Standing.notDone("the provider says " + labels, evidence);
  }
}
