package io.onshore.gateway.review;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Opens cases, and completes them: decides anew on the files that wait for the destination and on
 * those that rest there. Safe for several threads and replicas.
 */
public final class CaseDesk {
  private static final Logger LOG = System.getLogger(CaseDesk.class.getName());

  private final Supplier<SetUp> setUp;
  private final ReviewCases cases;
  private final StoredFiles stored;
  private final Statements statements;
  private final DueDates due;
  private final Clock clock;
  private final Executor background;

  /**
   * @param background looks at waiting and stored files, which may take a while
   */
  public CaseDesk(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      StoredFiles stored,
      Statements statements,
      DueDates due,
      Clock clock,
      Executor background) {
    this.setUp = setUp;
    this.cases = cases;
    this.stored = stored;
    this.statements = statements;
    this.due = due;
    this.clock = clock;
    this.background = background;
  }

  /**
   * Opens a case, unless the same thing has one.
   *
   * @param since tells the same thing at different times apart
   * @param involved who had a part in it
   * @return whether it was opened
   */
  boolean open(
      PracticeId practice,
      DestinationId destination,
      ReviewCase.Kind kind,
      String since,
      List<String> changes,
      Optional<ResidencyEvidence> before,
      Optional<ResidencyEvidence> now,
      Set<String> involved) {
    Instant opening = clock.instant();
    ReviewCase opened =
        new ReviewCase(
            ReviewCase.newId(),
            practice,
            Optional.of(destination),
            Optional.empty(),
            kind,
            ReviewCase.fingerprint(destination.value(), kind.name(), since, changes.toString()),
            opening,
            changes,
            before,
            now,
            involved,
            Optional.empty());
    return cases.raise(
        new Raised(
            opened,
            due.of(kind, opening),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            AuditEvent.byGateway(
                    practice,
                    opening,
                    AuditType.CASE_OPENED,
                    opened.id(),
                    Map.of("kind", kind.name(), "destination", destination.value()))
                .at(destination)));
  }

  /** Looks at the files of cases for which nobody did so yet, in the background. */
  void finishSoon() {
    background.execute(
        () -> {
          try {
            finish();
          } catch (RuntimeException unexpected) {
            // Told, and taken up again at the next round: the case says that it is unfinished.
            LOG.log(Level.ERROR, "the files of a case could not be looked at", unexpected);
          }
        });
  }

  /** Looks at the files of cases for which nobody did so yet. */
  public void finish() {
    for (ReviewCase incomplete : cases.incomplete()) {
      Optional<Practice> practice = setUp.get().practice(incomplete.practice());
      Optional<StorageDestination> destination =
          incomplete
              .destination()
              .flatMap(id -> setUp.get().destination(incomplete.practice(), id));
      if (practice.isPresent() && destination.isPresent()) {
        statements.reconsider(incomplete.practice(), destination.get().id());
        cases.complete(incomplete.with(stored.decideAgain(practice.get(), destination.get())));
      } else {
        // Nobody can send there any more; what rests there is listed when it is set up again.
        cases.complete(incomplete.with(List.of()));
      }
    }
  }
}
