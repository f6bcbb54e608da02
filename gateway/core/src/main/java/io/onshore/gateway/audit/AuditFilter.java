package io.onshore.gateway.audit;

import io.onshore.gateway.destination.DestinationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which events are looked for; what is empty does not matter.
 *
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record AuditFilter(
    Optional<AuditType> type,
    Optional<String> actor,
    Optional<DestinationId> destination,
    Optional<String> target,
    Optional<Instant> from,
    Optional<Instant> to) {
  /** Every event. */
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** By what it filters, such as {@code type from}, without the values. */
  public String shape() {
    List<String> names = new ArrayList<>();
    type.ifPresent(ignored -> names.add("type"));
    actor.ifPresent(ignored -> names.add("actor"));
    destination.ifPresent(ignored -> names.add("destination"));
    target.ifPresent(ignored -> names.add("target"));
    from.ifPresent(ignored -> names.add("from"));
    to.ifPresent(ignored -> names.add("to"));
    return String.join(" ", names);
  }
}
