package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.ReviewCase.Affected;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides anew on what rests at a destination already. Safe for several threads. */
public final class StoredFiles {
  private static final int PAGE = 200;

  private final TransferJournal journal;
  private final ResidencyDesk desk;
  private final Statements statements;
  private final Clock clock;

  public StoredFiles(
      TransferJournal journal, ResidencyDesk desk, Statements statements, Clock clock) {
    this.journal = journal;
    this.desk = desk;
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * Decides on each stored file by what is known now; those that come out differently are kept.
   * Files of which the same is known are decided once.
   */
  public List<Affected> decideAgain(Practice practice, StorageDestination destination) {
    ResidencyDesk.View view = desk.view(practice);
    Map<Push, DecisionRecord> decided = new HashMap<>();
    List<Affected> affected = new ArrayList<>();
    Optional<TransferId> after = Optional.empty();
    while (true) {
      List<Transfer> page = journal.storedAt(practice.id(), destination.id(), after, PAGE);
      for (Transfer stored : page) {
        DecisionRecord now =
            decided.computeIfAbsent(
                statements.push(stored), push -> view.decideByWhatIsKnown(destination, push));
        if (now.decision().action() != stored.decision().decision().action()) {
          affected.add(kept(stored, now.again()));
        }
      }
      if (page.size() < PAGE) {
        return affected;
      }
      after = Optional.of(page.getLast().id());
    }
  }

  private Affected kept(Transfer stored, DecisionRecord now) {
    journal.decidedAgain(
        stored.id(),
        now,
        AuditEvent.byGateway(
            stored.practice(),
            clock.instant(),
            AuditType.STORED_DECIDED_AGAIN,
            stored.id().value(),
            Map.of("decision", now.id(), "outcome", now.decision().outcome().name())));
    return new Affected(
        stored.id(),
        stored.decision().id(),
        stored.decision().decision().outcome(),
        now.id(),
        now.decision().outcome());
  }
}
