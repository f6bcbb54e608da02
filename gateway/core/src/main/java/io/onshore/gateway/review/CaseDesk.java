package io.onshore.gateway.review;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      Clock clock,
      Executor background) {
    this.setUp = setUp;
    this.cases = cases;
    this.stored = stored;
    this.statements = statements;
    this.clock = clock;
    this.background = background;
  }

  /**
   * Opens a case, unless the same thing has one.
   *
   * @param since tells the same thing at different times apart
   * @return whether it was opened
   */
  boolean open(
      PracticeId practice,
      DestinationId destination,
      ReviewCase.Kind kind,
      String since,
      List<String> changes,
      Optional<ResidencyEvidence> before,
      Optional<ResidencyEvidence> now) {
    ReviewCase opened =
        new ReviewCase(
            "rev_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            practice,
            destination,
            kind,
            fingerprint(destination.value(), kind.name(), since, changes.toString()),
            clock.instant(),
            changes,
            before,
            now,
            Optional.empty());
    return cases.open(
        opened,
        AuditEvent.byGateway(
            practice,
            clock.instant(),
            AuditType.CASE_OPENED,
            opened.id(),
            Map.of("kind", kind.name(), "destination", destination.value())));
  }

  private static String fingerprint(String... parts) {
    return RunningDigests.sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)).hex();
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
          setUp.get().destination(incomplete.practice(), incomplete.destination());
      if (practice.isPresent() && destination.isPresent()) {
        statements.reconsider(incomplete.practice(), incomplete.destination());
        cases.complete(incomplete.with(stored.decideAgain(practice.get(), destination.get())));
      } else {
        // Nobody can send there any more; what rests there is listed when it is set up again.
        cases.complete(incomplete.with(List.of()));
      }
    }
  }
}
