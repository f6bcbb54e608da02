package io.onshore.gateway.destination;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A paper that a practice has on file: it lifts what a law holds a file for.
 *
 * @param sort what kind of paper it is
 * @param kind which one, such as {@code DPA}, {@code BAA}, {@code SCC}, {@code PIA} or {@code DPF};
 *     the words that the rulebook's conditions use
 * @param plan the provider's plan that it covers; empty if it covers the account whatever the plan,
 *     which it never does for somebody's personal account
 * @param signedOn the first day it counts; empty if nobody wrote it down
 * @param expiresOn the last day it counts; empty if it is open
 */
public record Paper(
    Sort sort,
    String kind,
    Optional<String> plan,
    Optional<LocalDate> signedOn,
    Optional<LocalDate> expiresOn) {
  /** What kind of paper it is. */
  public enum Sort {
    /** An agreement with the provider. */
    CONTRACT,
    /** The practice's own assessment, or an approval. */
    ASSESSMENT,
    /** What the provider holds or offers. */
    CERTIFICATION
  }

  /**
   * @throws IllegalArgumentException if it ends before it begins, or is of no kind
   */
  public Paper {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("a paper is of a kind, such as `DPA`");
    }
    if (signedOn.isPresent() && expiresOn.isPresent() && expiresOn.get().isBefore(signedOn.get())) {
      throw new IllegalArgumentException("paper `" + kind + "` ends before it begins");
    }
  }

  /** A paper without dates that covers any plan. */
  public static Paper of(Sort sort, String kind) {
    return new Paper(sort, kind, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Whether it counts.
   *
   * @param ofPlan the destination's plan
   * @param personal whether the account is somebody's own
   */
  public boolean counts(String ofPlan, boolean personal, LocalDate day) {
    boolean covers = plan.map(ofPlan::equalsIgnoreCase).orElse(sort != Sort.CONTRACT || !personal);
    return covers
        && signedOn.map(first -> !day.isBefore(first)).orElse(true)
        && expiresOn.map(last -> !day.isAfter(last)).orElse(true);
  }
}
