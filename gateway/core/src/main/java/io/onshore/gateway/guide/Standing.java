package io.onshore.gateway.guide;

import io.onshore.policy.EvidenceGrade;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a step stands.
 *
 * @param saw what was seen, for people to read
 * @param evidence what it rests on; always there for what is done
 */
public record Standing(State state, String saw, Optional<Evidence> evidence) {
  /** The names are part of the API. */
  public enum State {
    DONE,
    /** Something else is the case. */
    NOT_DONE,
    /** Nobody told, so that a person has to look. */
    CAN_NOT_TELL,
    NOT_NEEDED
  }

  /**
   * What a state rests on.
   *
   * @param source a field of the provider's API, a paper, or the gateway's own records
   * @param label the source's own word; empty if it has none
   * @param grade how well it is proven, where it is about a place
   * @param lookedOn the day it was seen, in UTC
   * @param lookedAt the moment, if a day is not all that is known
   */
  public record Evidence(
      String source,
      Optional<String> label,
      Optional<EvidenceGrade> grade,
      LocalDate lookedOn,
      Optional<Instant> lookedAt) {
    static Evidence at(String source, Optional<String> label, Instant moment) {
      return new Evidence(source, label, Optional.empty(), day(moment), Optional.of(moment));
    }

    static Evidence on(String source, LocalDate day) {
      return new Evidence(source, Optional.empty(), Optional.empty(), day, Optional.empty());
    }

    private static LocalDate day(Instant moment) {
      return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
  }

  static Standing done(String saw, Evidence evidence) {
    return new Standing(State.DONE, saw, Optional.of(evidence));
  }

  static Standing notDone(String saw) {
    return new Standing(State.NOT_DONE, saw, Optional.empty());
  }

  static Standing notDone(String saw, Evidence evidence) {
    return new Standing(State.NOT_DONE, saw, Optional.of(evidence));
  }

  static Standing canNotTell(String saw) {
    return new Standing(State.CAN_NOT_TELL, saw, Optional.empty());
  }

  static Standing canNotTell(String saw, Evidence evidence) {
    return new Standing(State.CAN_NOT_TELL, saw, Optional.of(evidence));
  }

  /** Not needed, for the same reason. */
  Standing notNeeded() {
    return new Standing(State.NOT_NEEDED, saw, evidence);
  }
}
