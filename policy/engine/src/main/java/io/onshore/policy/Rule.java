package io.onshore.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule, one finding.
 *
 * @param id upper-case, stable; findings, acknowledgements and cases refer to it
 * @param jurisdiction whose rule it is; {@link JurisdictionId#EVERYWHERE} for everybody's
 * @param remedies what lifts a hold, any one of them; empty unless the severity is {@code HOLD}
 * @param conditionText the condition as written, for people and for the digest
 * @param text what is wrong, for a clinician
 * @param fix what to do about it
 * @param from the first day it applies; empty if always
 * @param to the last day it applies; empty if open
 * @param localisation whether it is about where data may rest, which no encryption changes
 * @param sources ids of {@link Source}s
 */
public record Rule(
    String id,
    JurisdictionId jurisdiction,
    Severity severity,
    Set<Remedy> remedies,
    Condition condition,
    String conditionText,
    String text,
    String fix,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    boolean localisation,
    List<String> sources) {

  /**
   * @throws IllegalArgumentException if the severity is {@code ALLOW}, if a hold has no remedy or
   *     something else has one, if the text or the fix is blank, or if it ends before it begins
   */
  public Rule {
    if (severity == Severity.ALLOW) {
      throw new IllegalArgumentException("rule `" + id + "` finds nothing: it says `ALLOW`");
    }
    if (remedies.isEmpty() == (severity == Severity.HOLD)) {
      throw new IllegalArgumentException(
          "rule `" + id + "`: a hold names its remedies, and nothing else has any");
    }
    if (text.isBlank() || fix.isBlank()) {
      throw new IllegalArgumentException("rule `" + id + "` has no text or no fix");
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException("rule `" + id + "` ends before it begins");
    }
    remedies = Sorted.copy(remedies);
    sources = List.copyOf(sources);
  }

  /** Whether it applies on that day. */
  public boolean inForce(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(last -> !day.isAfter(last)).orElse(true);
  }

  /**
   * SHA-256 of everything that the rule says, in lower-case hexadecimal: what a person acknowledged
   * is remembered for as long as it stays the same.
   */
  public String digest() {
    return RulebookDigest.of(this);
  }

  /** The same rule with another severity. */
  public Rule withSeverity(Severity changed, Set<Remedy> changedRemedies) {
    return new Rule(
        id,
        jurisdiction,
        changed,
        changedRemedies,
        condition,
        conditionText,
        text,
        fix,
        from,
        to,
        localisation,
        sources);
  }

  /** The same rule with another condition. */
  public Rule withCondition(Condition changed, String changedText) {
    return new Rule(
        id,
        jurisdiction,
        severity,
        remedies,
        changed,
        changedText,
        text,
        fix,
        from,
        to,
        localisation,
        sources);
  }

  /** The same rule with other dates. */
  public Rule withDates(Optional<LocalDate> changedFrom, Optional<LocalDate> changedTo) {
    return new Rule(
        id,
        jurisdiction,
        severity,
        remedies,
        condition,
        conditionText,
        text,
        fix,
        changedFrom,
        changedTo,
        localisation,
        sources);
  }
}
