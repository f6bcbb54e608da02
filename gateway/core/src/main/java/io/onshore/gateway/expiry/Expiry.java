package io.onshore.gateway.expiry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Something that the practice relies on, and the last day it does.
 *
 * @param target the connection or destination that it is about
 * @param subject which one of its kind, such as the id of a paper or the class of data of a claim
 * @param hint what to do before
 */
public record Expiry(
    Kind kind, About about, String target, String subject, LocalDate on, String hint) {
  /** What ends. The names are stored and part of the API. */
  public enum Kind {
    /** A person's grant, which a person gives anew. */
    GRANT,
    /** The secrets of a connection, by what an admin noted. */
    SECRETS,
    ATTESTATION,
    /** What the set-up says that is on paper. */
    CLAIM,
    /** A contract, an assessment or a certification. */
    PAPER,
    /** The day on which an admin looks at a destination again. */
    REVIEW,
    /** Room for files, of which little is left; its day is the Monday of the week. */
    SPACE
  }

  /** What the target is. */
  public enum About {
    CONNECTION,
    DESTINATION
  }

  /** How many days are left; negative if it has ended. */
  public long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, on);
  }
}
