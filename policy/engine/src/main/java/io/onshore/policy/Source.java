package io.onshore.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a rule comes from.
 *
 * @param url where to read it, or words that say where it was read
 * @param date of the text, or of the reading
 */
public record Source(
    String id, Grade grade, String url, Optional<LocalDate> date, Optional<String> note) {

  /** What kind of text it is, strongest first. */
  public enum Grade {
    /** A statute, a regulation or a court. */
    STATUTE,
    /** A regulator or a public body. */
    REGULATOR,
    /** Commentary. */
    COMMENTARY,
    /** Nothing was read; to be confirmed against the official text. */
    UNSOURCED
  }
}
