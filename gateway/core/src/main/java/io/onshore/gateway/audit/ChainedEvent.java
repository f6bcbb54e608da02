package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An event as a link of its practice's chain, as it stands somewhere: nothing says that it was not
 * tampered with, see {@link ChainWalk}.
 *
 * @param number 1, 2, 3 ... within the practice
 * @param type the name of an {@link AuditType}, or whatever stands there
 * @param parts by name, in the order of their names
 * @param previous the hash of the event before, or {@link AuditChain#genesis}
 * @param hash of this event, which covers everything else here
 */
public record ChainedEvent(
    PracticeId practice,
    long number,
    Instant at,
    String type,
    List<AuditPart> parts,
    String previous,
    String hash) {
  public ChainedEvent {
    parts = parts.stream().sorted(Comparator.comparing(AuditPart::name)).toList();
  }

  /** A value, if there is such a part and it was not left out. */
  public Optional<String> shown(String part) {
    return parts.stream()
        .filter(each -> each.name().equals(part))
        .filter(AuditPart.Shown.class::isInstance)
        .map(AuditPart.Shown.class::cast)
        .map(AuditPart.Shown::value)
        .findFirst();
  }

  /** The same event without some values; it still verifies. */
  public ChainedEvent withhold(Set<Withholding> what) {
    return withhold(part -> what.stream().anyMatch(each -> each.covers(part.name())));
  }

  /** The same event without the values of which this is true; it still verifies. */
  public ChainedEvent withhold(Predicate<AuditPart.Shown> what) {
    return new ChainedEvent(
        practice,
        number,
        at,
        type,
        parts.stream().map(part -> withhold(what, part)).toList(),
        previous,
        hash);
  }

  private static AuditPart withhold(Predicate<AuditPart.Shown> what, AuditPart part) {
    return switch (part) {
      case AuditPart.Shown shown when what.test(shown) -> shown.withheld();
      case AuditPart.Shown shown -> shown;
      case AuditPart.Withheld withheld -> withheld;
    };
  }
}
