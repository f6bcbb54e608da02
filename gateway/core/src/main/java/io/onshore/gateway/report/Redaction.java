package io.onshore.gateway.report;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.transfer.TransferId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Leaves out of one document what its reader shall not see: a person becomes their role and a
 * number, a destination or a file a number, always the same one in the document. Used by one
 * thread.
 */
public final class Redaction {
  /** Stands for words that were left out. */
  public static final String LEFT_OUT = "[withheld]";

  private final Set<Withholding> withheld;
  private final Map<String, String> stand = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  public Redaction(Set<Withholding> withheld) {
    this.withheld = Set.copyOf(withheld);
  }

  /** What is left out. */
  public Set<Withholding> withheld() {
    return withheld;
  }

  /** What is left out, as it is asked for and written down, such as {@code actor target}. */
  public String shape() {
    return withheld.stream().map(Withholding::id).sorted().collect(Collectors.joining(" "));
  }

  /**
   * A person or program.
   *
   * @param role what they were when they did it, in a word; the one that is named first stays
   */
  public String person(String subject, String role) {
    return subject.equals(AuditEvent.GATEWAY)
        ? subject
        : inPlaceOf(Withholding.ACTOR, subject, role, number -> role + " " + number);
  }

  /** A destination. */
  public DestinationId destination(DestinationId id) {
    return new DestinationId(destination(id.value()));
  }

  /** A destination's id, or another name of it. */
  public String destination(String text) {
    return inPlaceOf(
        Withholding.DESTINATION, text, "destination", number -> "destination-" + number);
  }

  /** A file. */
  public TransferId file(TransferId id) {
    return new TransferId(inPlaceOf(Withholding.TARGET, id.value(), "trf", "trf_%026d"::formatted));
  }

  /** The id of what something happened to. */
  public String target(String id) {
    return TransferId.isValid(id)
        ? file(new TransferId(id)).value()
        : inPlaceOf(Withholding.TARGET, id, "target", number -> "target-" + number);
  }

  /** What a person wrote; what is left out of it by name is so inside of it too. */
  public String words(String text) {
    if (withheld.contains(Withholding.DETAIL)) {
      return LEFT_OUT;
    }
    String shown = text;
    for (Map.Entry<String, String> each : stand.entrySet()) {
      shown =
          Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(each.getKey()) + "(?![A-Za-z0-9_-])")
              .matcher(shown)
              .replaceAll(each.getValue());
    }
    return shown;
  }

  /**
   * Whether a value of an event is left out: because its kind is, or because it names what is left
   * out elsewhere.
   */
  public boolean hides(AuditPart.Shown part) {
    return withheld.stream().anyMatch(each -> each.covers(part.name()))
        || Arrays.stream(part.value().split("\\s+")).anyMatch(stand::containsKey);
  }

  private String inPlaceOf(
      Withholding kind, String value, String word, Function<Integer, String> name) {
    return withheld.contains(kind)
        ? stand.computeIfAbsent(value, ignored -> name.apply(counts.merge(word, 1, Integer::sum)))
        : value;
  }
}
