package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps cases, each change with its audit event in one transaction. Safe for threads and replicas.
 */
public interface ReviewCases {
  /**
   * Opens a case, or counts up the open one of its group.
   *
   * @return whether it was opened; false also if one of the same fingerprint was there before
   */
  boolean raise(Raised raised);

  /** Adds the stored files that were found to be affected. */
  void complete(ReviewCase completed);

  /** Cases of all practices whose stored files nobody looked at yet, oldest first. */
  List<ReviewCase> incomplete();

  /**
   * A practice's cases, newest first.
   *
   * @param before only those older than the one of this id
   */
  List<Docket> list(PracticeId practice, Inbox inbox, Optional<String> before, int limit);

  /** A practice's case; another practice's is not found. */
  Optional<Docket> find(PracticeId practice, String id);

  /** What happened, the first time first. */
  List<Occurrence> occurrences(PracticeId practice, String id, int limit);

  /** The subjects of all people in a case's occurrences. */
  Set<String> people(PracticeId practice, String id);

  /** All files in a case's occurrences. */
  Set<TransferId> files(PracticeId practice, String id);

  /** What was decided on a case, the first first. */
  List<Ruling.Made> rulings(PracticeId practice, String id);

  /**
   * Changes how a case stands.
   *
   * @param from as it was read
   * @param made what was decided, if that is why
   * @param toDo the files that something has to be done with
   * @return false if somebody changed it meanwhile
   */
  boolean change(
      Docket from,
      Docket.Standing next,
      Optional<Ruling.Made> made,
      Set<TransferId> toDo,
      AuditEvent event);

  /** Decided cases of all practices that are not done yet, oldest first. */
  List<Docket> pending();

  /** Cases of all practices that were accepted until a time that is over. */
  List<Docket> acceptedUntil(Instant now);

  /** The files that something has to be done with, by the newest ruling. */
  List<ToDo> toDo(PracticeId practice, String id);

  /** Notes that a file is gone from where it was stored, for this and every other case. */
  void gone(PracticeId practice, String id, TransferId transfer, AuditEvent event);

  /** Notes why a file is not done yet. */
  void notYet(PracticeId practice, String id, TransferId transfer, ToDo.Trouble trouble);

  /**
   * Which cases to show.
   *
   * @param open those that are not decided and done, or those that are
   * @param overdueAt only those that are not decided and were due by then
   */
  record Inbox(
      Optional<Boolean> open,
      Optional<ReviewCase.Kind> kind,
      Optional<DestinationId> destination,
      Optional<String> rule,
      Optional<String> assignee,
      Optional<Instant> overdueAt) {
    /** All of them. */
    public static final Inbox ALL =
        new Inbox(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** Once that it happened. */
  record Occurrence(Instant at, Optional<String> person, Optional<Frozen> frozen) {}

  /**
   * A file that something has to be done with.
   *
   * @param goneAt when it was proven to be gone
   * @param trouble why it is not done yet, if it was tried
   */
  record ToDo(TransferId transfer, Optional<Instant> goneAt, Optional<Trouble> trouble) {
    /**
     * Why not yet.
     *
     * @param kind a stable upper-case code
     * @param hint what to do
     */
    public record Trouble(String kind, String message, String hint) {}
  }
}
