package io.onshore.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a consent must be to count.
 *
 * @param law the provision it answers to
 * @param per what the law ties it to, in words
 * @param mustState what the patient must have been told; all of it
 * @param statutoryCore those of them that the statute itself asks for, for showing
 * @param scopes the scopes that count; never {@link ConsentOnFile.Scope#BUNDLED}
 * @param lifts ids of the rules that ask for it, for showing
 * @param sources ids of {@link Source}s
 */
public record ConsentKind(
    String id,
    String law,
    String per,
    Set<String> mustState,
    Set<String> statutoryCore,
    Set<ConsentOnFile.Scope> scopes,
    List<String> lifts,
    Optional<String> note,
    List<String> sources) {

  /**
   * @throws IllegalArgumentException if it needs no statement at all, no scope counts, or a bundled
   *     consent would
   */
  public ConsentKind {
    if (mustState.isEmpty()) {
      throw new IllegalArgumentException("consent kind `" + id + "` asks for no statement");
    }
    if (scopes.isEmpty() || scopes.contains(ConsentOnFile.Scope.BUNDLED)) {
      throw new IllegalArgumentException(
          "consent kind `" + id + "` needs a scope, and a bundled consent never counts");
    }
    mustState = Sorted.copy(mustState);
    statutoryCore = Sorted.copy(statutoryCore);
    scopes = Sorted.copy(scopes);
    lifts = List.copyOf(lifts);
    sources = List.copyOf(sources);
  }

  /** Whether the consent counts on that day. */
  public boolean satisfiedBy(ConsentOnFile consent, LocalDate day) {
    return consent.kind().equals(id)
        && consent.statements().containsAll(mustState)
        && scopes.contains(consent.scope())
        && consent.givenOn().map(given -> !given.isAfter(day)).orElse(true)
        && consent.expiresOn().map(last -> !day.isAfter(last)).orElse(true)
        && consent.withdrawnOn().map(withdrawn -> withdrawn.isAfter(day)).orElse(true);
  }
}
