package io.onshore.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A consent that the practice has on file for this patient. Whether it counts is the rulebook's
 * business, see {@link ConsentKind}.
 *
 * @param kind the kind of consent, such as {@code AU_APP8_2B}
 * @param statements what the patient was told, such as {@code country_named}
 * @param givenOn empty if nobody wrote it down; the consent then counts from the beginning
 * @param expiresOn the last day it counts; empty if it has none
 * @param withdrawnOn the day from which it no longer counts
 */
public record ConsentOnFile(
    String kind,
    Set<String> statements,
    Scope scope,
    Optional<LocalDate> givenOn,
    Optional<LocalDate> expiresOn,
    Optional<LocalDate> withdrawnOn) {

  /** What the consent is tied to. */
  public enum Scope {
    /** This one push. */
    THIS_USE,
    /** Every push to this recipient for this purpose. */
    RECIPIENT_PURPOSE,
    /** Signed together with something else. */
    BUNDLED
  }

  public ConsentOnFile {
    statements = Sorted.copy(statements);
  }

  /** A consent without dates: given, and not withdrawn. */
  public static ConsentOnFile of(String kind, Set<String> statements, Scope scope) {
    return new ConsentOnFile(
        kind, statements, scope, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same consent, withdrawn on that day. */
  public ConsentOnFile withdrawn(LocalDate on) {
    return new ConsentOnFile(kind, statements, scope, givenOn, expiresOn, Optional.of(on));
  }
}
