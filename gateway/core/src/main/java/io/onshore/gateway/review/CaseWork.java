package io.onshore.gateway.review;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.review.ReviewCases.ToDo;
import io.onshore.gateway.transfer.Removal;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Does what was decided on cases: deletes files and proves that they are gone, waits for moved ones
 * to arrive elsewhere first, and opens again what was accepted until a time that is over. Any
 * number of gateways may do so: each act is harmless to repeat. Safe for several threads.
 */
public final class CaseWork {
  private static final Logger LOG = System.getLogger(CaseWork.class.getName());

  private final ReviewCases cases;
  private final TransferJournal journal;
  private final Removal removal;
  private final DueDates due;
  private final Clock clock;
  private final Executor background;

  /**
   * @param background calls providers, which may take a while
   */
  public CaseWork(
      ReviewCases cases,
      TransferJournal journal,
      Removal removal,
      DueDates due,
      Clock clock,
      Executor background) {
    this.cases = cases;
    this.journal = journal;
    this.removal = removal;
    this.due = due;
    this.clock = clock;
    this.background = background;
  }

  /** Does what is to do, in the background. */
  void soon() {
    background.execute(
        () -> {
          try {
            doPending();
          } catch (RuntimeException unexpected) {
            // Told, and taken up again at the next round: the case says that it is not done.
            LOG.log(Level.ERROR, "what was decided on a case could not be done", unexpected);
          }
        });
  }

  /** Opens again what is accepted no longer, and does what is to do. */
  public void round() {
    cases.acceptedUntil(clock.instant()).forEach(this::reopen);
    doPending();
  }

  private void reopen(Docket accepted) {
    ReviewCase opened = accepted.opened();
    Docket.Standing open =
        accepted
            .standing()
            .in(Docket.State.OPEN, Optional.empty())
            .assigned(accepted.standing().assignee(), due.of(opened.kind(), clock.instant()));
    boolean first =
        cases.change(
            accepted,
            open,
            Optional.of(
                new Ruling.Made(
                    new Ruling.Reopen("the time until which it was accepted is over"),
                    AuditEvent.GATEWAY,
                    clock.instant())),
            Set.of(),
            byGateway(opened, AuditType.CASE_REOPENED, Map.of()));
    LOG.log(Level.DEBUG, "case {0} is open again: {1}", opened.id(), first);
  }

  private void doPending() {
    for (Docket pending : cases.pending()) {
      try {
        act(pending);
      } catch (StaleStepException stepped) {
        LOG.log(Level.DEBUG, "a file of {0} was stepped meanwhile", pending.opened().id());
      } catch (RuntimeException unexpected) {
        // Told, and tried again at the next round; the other cases do not wait for it.
        LOG.log(Level.ERROR, pending.opened().id() + " could not be worked on", unexpected);
      }
    }
  }

  private void act(Docket pending) {
    ReviewCase opened = pending.opened();
    List<Ruling.Made> made = cases.rulings(opened.practice(), opened.id());
    if (made.isEmpty()) {
      return;
    }
    Ruling.Made newest = made.getLast();
    boolean allDone = true;
    for (ToDo file : cases.toDo(opened.practice(), opened.id())) {
      if (file.goneAt().isEmpty()) {
        allDone &= act(opened, newest, file);
      }
    }
    if (allDone) {
      boolean first =
          cases.change(
              pending,
              pending.standing().in(Docket.State.DECIDED, Optional.empty()),
              Optional.empty(),
              Set.of(),
              byGateway(opened, AuditType.CASE_DONE, Map.of("decision", newest.ruling().code())));
      LOG.log(Level.DEBUG, "case {0} is done: {1}", opened.id(), first);
    }
  }

  /** Whether the file is done. */
  private boolean act(ReviewCase opened, Ruling.Made made, ToDo file) {
    Transfer transfer = journal.find(opened.practice(), file.transfer()).orElseThrow();
    Optional<Removal.NotYet> waits =
        made.ruling() instanceof Ruling.Move move
            ? notArrived(transfer, move.to())
            : Optional.empty();
    Removal.Outcome outcome =
        waits.isPresent() ? waits.get() : removal.remove(decider(opened, made), transfer);
    return switch (outcome) {
      case Removal.Gone ignored -> {
        cases.gone(
            opened.practice(),
            opened.id(),
            transfer.id(),
            new AuditEvent(
                    clock.instant(),
                    opened.practice(),
                    AuditType.STORED_FILE_DELETED,
                    made.by(),
                    transfer.id().value(),
                    Map.of("case", opened.id(), "decision", made.ruling().code()))
                .at(transfer.destination()));
        yield true;
      }
      case Removal.NotYet notYet -> {
        cases.notYet(
            opened.practice(),
            opened.id(),
            transfer.id(),
            new ToDo.Trouble(notYet.kind(), notYet.message(), notYet.hint()));
        yield false;
      }
    };
  }

  private static Caller decider(ReviewCase opened, Ruling.Made made) {
    return new Caller(made.by(), made.by(), opened.practice(), Set.of(Role.COMPLIANCE));
  }

  /** A file that rests somewhere is deleted there only once its copy is proven elsewhere. */
  private Optional<Removal.NotYet> notArrived(Transfer transfer, DestinationId to) {
    boolean nothingToMove =
        transfer.state() instanceof TransferState.Refused
            || transfer.state() instanceof TransferState.Cancelled;
    if (nothingToMove) {
      return Optional.empty();
    }
    Optional<Digest> content = content(transfer);
    boolean arrived =
        content.isPresent()
            && journal.verifiedAt(transfer.practice(), to, transfer.size()).stream()
                .anyMatch(copy -> content(copy).equals(content));
    return arrived
        ? Optional.empty()
        : Optional.of(
            new Removal.NotYet(
                "NOT_SENT_AGAIN",
                "the file has not arrived at destination `%s` yet".formatted(to),
                "send the same encrypted file there from the device that has it"));
  }

  private static Optional<Digest> content(Transfer transfer) {
    return transfer.digests().by(DigestAlgorithm.SHA256);
  }

  private AuditEvent byGateway(ReviewCase opened, AuditType type, Map<String, String> detail) {
    return opened.placed(
        AuditEvent.byGateway(opened.practice(), clock.instant(), type, opened.id(), detail));
  }
}
