package io.onshore.gateway.transfer;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.parts.PartPlan;
import io.onshore.connector.toolkit.parts.Span;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.transfer.TransferState.Proof;
import io.onshore.gateway.verification.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What to do in each state of a transfer. Journal first, then act: a crash between the two repeats
 * the act, and every act is harmless to repeat. All retrying is decided here.
 */
public final class TransferSteps {
  /** The trouble of a transfer that could not be worked on for a reason of our own. */
  private static final String UNEXPECTED = "UNEXPECTED";

  /** The trouble of a transfer whose destination a person stopped. */
  public static final String STOPPED = "STOPPED";

  /**
   * A stopped destination is looked at again at this pace. Letting it go on makes its transfers due
   * at once; this is for what begins to wait in the same moment.
   */
  private static final Duration STOPPED_PACE = Duration.ofMinutes(5);

  /** How often an upload is begun again because bytes changed on the way. */
  private static final int MOST_CORRUPTIONS = 3;

  /** How often a provider that reports digests is asked for one that is not there yet. */
  private static final int MOST_DIGEST_QUESTIONS = 5;

  private final TransferJournal journal;
  private final Spool spool;
  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final Verifier verifier;
  private final RetryPolicy retryPolicy;
  private final Clock clock;
  private final RandomGenerator random;
  private final UnaryOperator<Transfer> recheck;
  private final UnaryOperator<Transfer> beforeSending;
  private final Function<StorageDestination, Optional<String>> stopped;

  /**
   * @param recheck checks a file that was received whole but not checked before a crash
   * @param beforeSending looks once more whether a queued file may go; gives it back in another
   *     state if it may not
   * @param stopped why nothing may go out to a destination, if a person stopped it
   * @param random gives the jitter of delays
   */
  public TransferSteps(
      TransferJournal journal,
      Spool spool,
      Supplier<SetUp> setUp,
      Connectors connectors,
      Verifier verifier,
      RetryPolicy retryPolicy,
      Clock clock,
      RandomGenerator random,
      UnaryOperator<Transfer> recheck,
      UnaryOperator<Transfer> beforeSending,
      Function<StorageDestination, Optional<String>> stopped) {
    this.journal = journal;
    this.spool = spool;
    this.setUp = setUp;
    this.connectors = connectors;
    this.verifier = verifier;
    this.retryPolicy = retryPolicy;
    this.clock = clock;
    this.random = random;
    this.recheck = recheck;
    this.beforeSending = beforeSending;
    this.stopped = stopped;
  }

  /**
   * One call of {@link #next}: which version of the transfer it works on. Used by one thread.
   *
   * <p>INVARIANT: a step is only made from the version that this call read or made itself, never
   * from one that somebody else made meanwhile.
   */
  private static final class Attempt {
    private final BooleanSupplier mayGoOn;
    private Transfer transfer;

    Attempt(Transfer transfer, BooleanSupplier mayGoOn) {
      this.transfer = transfer;
      this.mayGoOn = mayGoOn;
    }
  }

  /**
   * Does what the state asks.
   *
   * @param mayGoOn asked after each part; if not, a transfer under way is left as it stands
   * @return the transfer after its step; empty if it has to wait
   * @throws StaleStepException if somebody else stepped the transfer meanwhile
   */
  Optional<Transfer> next(Transfer transfer, BooleanSupplier mayGoOn) {
    StorageDestination destination =
        setUp.get().destination(transfer.practice(), transfer.destination()).orElse(null);
    if (destination == null) {
      return failed(
          transfer,
          "DESTINATION_UNKNOWN",
          "the destination is no longer set up",
          "set it up again and retry, or send to another destination");
    }
    Optional<String> why = stopHolds(transfer) ? stopped.apply(destination) : Optional.empty();
    if (why.isPresent()) {
      waitForGoingOn(transfer, why.get());
      return Optional.empty();
    }
    Attempt attempt =
        new Attempt(transfer, () -> mayGoOn.getAsBoolean() && stopped.apply(destination).isEmpty());
    try {
      Connector connector = connectors.of(destination.connection());
      return switch (transfer.state()) {
        case TransferState.Received ignored ->
            transfer.cancelRequested() ? cancelled(transfer) : Optional.of(recheck.apply(transfer));
        case TransferState.Queued ignored -> begin(attempt, destination, connector);
        case TransferState.Sending sending -> resume(attempt, sending.token(), connector);
        case TransferState.Committing committing ->
            recommit(attempt, committing.token(), destination, connector);
        case TransferState.Stored stored ->
            verify(transfer, stored.object(), destination, connector);
        case TransferState.Receiving ignored -> Optional.empty();
        case TransferState.AwaitingAcknowledgement ignored -> Optional.empty();
        case TransferState.Held ignored -> Optional.empty();
        case TransferState.Verified ignored -> Optional.empty();
        case TransferState.Refused ignored -> Optional.empty();
        case TransferState.Failed ignored -> Optional.empty();
        case TransferState.Quarantined ignored -> Optional.empty();
        case TransferState.Cancelled ignored -> Optional.empty();
      };
    } catch (ConnectorException failure) {
      return afterFailure(stillCounting(latest(attempt), transfer), destination, failure, attempt);
    }
  }

  /**
   * Whether a transfer waits while its destination is stopped: what would bring something to the
   * provider does. Checking, proving and cleaning up go on.
   */
  private static boolean stopHolds(Transfer transfer) {
    return switch (transfer.state()) {
      case TransferState.Queued ignored -> !transfer.cancelRequested();
      case TransferState.Sending ignored -> !transfer.cancelRequested();
      case TransferState.Committing ignored -> true;
      case TransferState.Receiving ignored -> false;
      case TransferState.Received ignored -> false;
      case TransferState.AwaitingAcknowledgement ignored -> false;
      case TransferState.Held ignored -> false;
      case TransferState.Stored ignored -> false;
      case TransferState.Verified ignored -> false;
      case TransferState.Refused ignored -> false;
      case TransferState.Failed ignored -> false;
      case TransferState.Quarantined ignored -> false;
      case TransferState.Cancelled ignored -> false;
    };
  }

  /** Does not count as a try, however often it is looked at. */
  private void waitForGoingOn(Transfer transfer, String why) {
    Instant now = clock.instant();
    journal.postponed(
        transfer,
        new Transfer.Trouble(
            STOPPED,
            "sending there was stopped: " + why,
            "nothing is lost; it goes on by itself when sending there is resumed",
            attempts(transfer),
            Optional.of(now.plus(STOPPED_PACE))),
        now);
  }

  /**
   * Puts off a transfer that could not be worked on for a reason of our own, so that it does not
   * stand in the way of the others.
   *
   * @throws StaleStepException if somebody else stepped it meanwhile
   */
  void putOff(Transfer transfer) {
    Transfer newest = journal.find(transfer.practice(), transfer.id()).orElse(transfer);
    if (newest.state().ended()) {
      return;
    }
    Instant now = clock.instant();
    int attempt = attempts(newest) + 1;
    Optional<Instant> at =
        retryPolicy.next(
            Failure.passing(Failure.Kind.UNAVAILABLE), attempt, now, newest.createdAt(), random);
    String message = "the gateway could not work on this transfer";
    if (at.isEmpty()) {
      failed(newest, UNEXPECTED, message, "retry; if it happens again, tell the operator");
      return;
    }
    journal.postponed(
        newest,
        new Transfer.Trouble(
            UNEXPECTED, message, "nothing to do; it is tried again by itself", attempt, at),
        now);
  }

  /**
   * The transfer with what changes without a step, such as a request to stop.
   *
   * @throws StaleStepException if somebody else stepped it meanwhile
   */
  private Transfer latest(Attempt attempt) {
    Transfer known = attempt.transfer;
    return journal
        .find(known.practice(), known.id())
        .filter(newest -> newest.version() == known.version())
        .orElseThrow(() -> new StaleStepException(known.id()));
  }

  /** Progress ends a trouble, but does not end the count of how often an upload was begun again. */
  private static Transfer stillCounting(Transfer newest, Transfer before) {
    boolean counts =
        restarts(before, Failure.Kind.SESSION_LOST) > 0
            || restarts(before, Failure.Kind.DIGEST_MISMATCH) > 0;
    return counts && newest.trouble().isEmpty() ? newest.with(before.trouble()) : newest;
  }

  private Optional<Transfer> begin(
      Attempt attempt, StorageDestination destination, Connector connector)
      throws ConnectorException {
    if (attempt.transfer.cancelRequested()) {
      return cancelled(attempt.transfer);
    }
    attempt.transfer = beforeSending.apply(attempt.transfer);
    Transfer transfer = attempt.transfer;
    if (!(transfer.state() instanceof TransferState.Queued)) {
      return Optional.of(transfer);
    }
    try (UploadSession session =
        connector.begin(
            new UploadRequest(
                destination.location(), transfer.id().objectName(), transfer.size()))) {
      attempt.transfer =
          step(
              transfer.in(new TransferState.Sending(session.token())).withSent(0),
              AuditType.SENDING_STARTED,
              Map.of("provider", transfer.provider().value()));
      return transmit(attempt, session.token(), session, Confirmed.upTo(0));
    }
  }

  private Optional<Transfer> resume(Attempt attempt, ResumeToken token, Connector connector)
      throws ConnectorException {
    try (UploadSession session = connector.resume(token)) {
      if (attempt.transfer.cancelRequested()) {
        session.abandon();
        return cancelled(attempt.transfer);
      }
      return transmit(attempt, token, session, session.confirmed());
    }
  }

  /** A commit may have reached the provider: look before acting. */
  private Optional<Transfer> recommit(
      Attempt attempt, ResumeToken token, StorageDestination destination, Connector connector)
      throws ConnectorException {
    Transfer transfer = attempt.transfer;
    Optional<StoredObject> ours = findOurs(transfer, destination, connector);
    if (ours.isPresent()) {
      return Optional.of(stored(transfer, ours.get()));
    }
    try (UploadSession session = connector.resume(token)) {
      return transmit(attempt, token, session, session.confirmed());
    }
  }

  /** Sends what the provider does not have, then commits. */
  private Optional<Transfer> transmit(
      Attempt attempt, ResumeToken token, UploadSession session, Confirmed confirmed)
      throws ConnectorException {
    Transfer transfer = attempt.transfer;
    Iterator<Span> missing =
        PartPlan.of(transfer.size(), session.partRule()).missing(confirmed).iterator();
    switch (sendParts(attempt, session, missing, confirmed.total())) {
      case ALL -> {}
      case STOPPED -> {
        return Optional.empty();
      }
      case CANCELLED -> {
        session.abandon();
        return cancelled(latest(attempt));
      }
    }
    Transfer committing = latest(attempt);
    if (!(committing.state() instanceof TransferState.Committing)) {
      if (!committing.cancelRequested()) {
        committing =
            step(
                committing.in(new TransferState.Committing(token)),
                AuditType.COMMIT_STARTED,
                Map.of());
        attempt.transfer = committing;
      }
      // Nobody committed yet, so a request that came before the step is still in time.
      if (committing.cancelRequested()) {
        session.abandon();
        return cancelled(committing);
      }
    }
    return Optional.of(stored(committing, session.commit(transfer.digests())));
  }

  /** How sending the parts came to its end. */
  private enum Parts {
    ALL,
    /** This engine has to stop; the upload stays as it is. */
    STOPPED,
    /** A person stopped the transfer. */
    CANCELLED
  }

  /**
   * Sends parts, as many at once as the provider allows.
   *
   * @param before bytes that the provider has already
   */
  private Parts sendParts(
      Attempt attempt, UploadSession session, Iterator<Span> missing, long before)
      throws ConnectorException {
    Transfer transfer = attempt.transfer;
    long sent = before;
    journal.sent(transfer.id(), sent, clock.instant());
    Parts end = Parts.ALL;
    ConnectorException failure = null;
    try (PartsUnderWay parts = new PartsUnderWay(session)) {
      while (true) {
        while (end == Parts.ALL && failure == null && parts.hasRoom() && missing.hasNext()) {
          end = mayStart(attempt);
          if (end == Parts.ALL) {
            parts.start(part(transfer, missing.next()));
          }
        }
        if (parts.isEmpty()) {
          break;
        }
        try {
          // A part that the provider had half of is sent whole, and counts once.
          sent = Math.min(sent + parts.awaitNext().length(), transfer.size());
          journal.sent(transfer.id(), sent, clock.instant());
        } catch (ConnectorException failed) {
          failure = worse(failure, failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return end;
  }

  /** Whether another part may start. */
  private Parts mayStart(Attempt attempt) {
    if (!attempt.mayGoOn.getAsBoolean()) {
      return Parts.STOPPED;
    }
    return latest(attempt).cancelRequested() ? Parts.CANCELLED : Parts.ALL;
  }

  private Part part(Transfer transfer, Span span) {
    return new Part(
        span.offset(), span.length(), spool.slice(transfer.id(), span.offset(), span.length()));
  }

  /** Of two failed parts, the one that says more: what cannot be helped by trying again. */
  private static ConnectorException worse(
      @Nullable ConnectorException first, ConnectorException second) {
    if (first == null) {
      return second;
    }
    if (first.failure().retryable() && !second.failure().retryable()) {
      second.addSuppressed(first);
      return second;
    }
    first.addSuppressed(second);
    return first;
  }

  private Transfer stored(Transfer transfer, StoredObject object) {
    return step(
        transfer
            .in(new TransferState.Stored(object))
            .withSent(transfer.size())
            .with(Optional.empty()),
        AuditType.FILE_STORED,
        Map.of("object", object.id(), "name", object.name().value()));
  }

  private Optional<Transfer> verify(
      Transfer transfer, StoredObject object, StorageDestination destination, Connector connector)
      throws ConnectorException {
    boolean digestMissing =
        !connector.limits().digests().isEmpty()
            && transfer.digests().match(object.digests()) == Digests.Match.NOTHING_IN_COMMON;
    StoredObject newest =
        digestMissing
            ? connector.find(object.name(), destination.location()).orElse(object)
            : object;
    Proof proof =
        verifier.verify(
            transfer.size(), transfer.digests(), newest, connector, destination.location());
    int asked = transfer.trouble().map(Transfer.Trouble::attempts).orElse(0);
    if (proof == Proof.SIZE_ONLY && digestMissing && asked < MOST_DIGEST_QUESTIONS) {
      return waitFor(
          transfer,
          new ConnectorException(
              Failure.passing(Failure.Kind.UNAVAILABLE),
              "the provider does not tell the file's digest yet"));
    }
    return Optional.of(
        switch (proof) {
          case MATCHED, READ_BACK -> verified(transfer, newest, proof);
          case SIZE_ONLY, MISMATCHED -> quarantined(transfer, newest, proof);
        });
  }

  private Transfer verified(Transfer transfer, StoredObject object, Proof proof) {
    Transfer verified =
        step(
            transfer.in(new TransferState.Verified(object, proof)).with(Optional.empty()),
            AuditType.FILE_VERIFIED,
            Map.of("object", object.id(), "proof", proof.name()));
    shred(transfer.id());
    return verified;
  }

  private Transfer quarantined(Transfer transfer, StoredObject object, Proof proof) {
    return step(
        transfer
            .in(new TransferState.Quarantined(object, proof))
            .with(
                Optional.of(
                    new Transfer.Trouble(
                        proof == Proof.MISMATCHED ? "STORED_DIFFERS" : "STORED_UNPROVEN",
                        proof == Proof.MISMATCHED
                            ? "the stored file is not the file that was sent"
                            : "the provider gives no way to prove that the stored file is the one"
                                + " that was sent",
                        "tell the practice admin; the encrypted file is kept at the gateway",
                        1,
                        Optional.empty()))),
        AuditType.FILE_QUARANTINED,
        Map.of("object", object.id(), "proof", proof.name()));
  }

  /**
   * Looks for an object that is provably ours: our name, and size and digest of the sent file. The
   * name alone proves nothing.
   */
  private static Optional<StoredObject> findOurs(
      Transfer transfer, StorageDestination destination, Connector connector)
      throws ConnectorException {
    return connector
        .find(transfer.id().objectName(), destination.location())
        .filter(object -> object.size() == transfer.size())
        .filter(object -> transfer.digests().match(object.digests()) != Digests.Match.DIFFERS);
  }

  private Optional<Transfer> afterFailure(
      Transfer transfer,
      StorageDestination destination,
      ConnectorException exception,
      Attempt attempt) {
    Failure failure = exception.failure();
    boolean perhapsStored =
        failure.effect() != Failure.Effect.NONE
            || failure.kind() == Failure.Kind.NAME_TAKEN
            || (failure.kind() == Failure.Kind.SESSION_LOST
                && transfer.state() instanceof TransferState.Committing);
    if (perhapsStored && mayBeVisible(transfer)) {
      try {
        Optional<StoredObject> ours =
            findOurs(transfer, destination, connectors.of(destination.connection()));
        if (ours.isPresent()) {
          return Optional.of(stored(transfer, ours.get()));
        }
      } catch (ConnectorException stillUnknown) {
        stillUnknown.addSuppressed(exception);
        return waitFor(transfer, stillUnknown);
      }
    }
    return switch (failure.kind()) {
      case SESSION_LOST -> restart(transfer, exception);
      case DIGEST_MISMATCH -> changedOnTheWay(transfer, destination, exception);
      case OFFSET_MISMATCH, INCOMPLETE ->
          waitFor(
              transfer,
              new ConnectorException(Failure.passing(failure.kind()), text(exception), exception));
      case CANCELLED, CLOSED ->
          attempt.mayGoOn.getAsBoolean()
              ? waitFor(
                  transfer,
                  new ConnectorException(
                      Failure.passing(failure.kind()), text(exception), exception))
              : Optional.empty();
      case UNAVAILABLE,
          THROTTLED,
          REAUTHORISE,
          FORBIDDEN,
          DESTINATION_MISSING,
          OBJECT_MISSING,
          NAME_TAKEN,
          NAME_REFUSED,
          TOO_LARGE,
          QUOTA_EXHAUSTED,
          SOURCE_FAILED,
          MISCONFIGURED,
          UNCLASSIFIED ->
          waitFor(transfer, exception);
    };
  }

  private static boolean mayBeVisible(Transfer transfer) {
    return transfer.state() instanceof TransferState.Queued
        || transfer.state() instanceof TransferState.Sending
        || transfer.state() instanceof TransferState.Committing;
  }

  /** What the provider has is not what was sent: sent again a few times, unless it is visible. */
  private Optional<Transfer> changedOnTheWay(
      Transfer transfer, StorageDestination destination, ConnectorException exception) {
    if (transfer.state() instanceof TransferState.Stored stored) {
      return Optional.of(quarantined(transfer, stored.object(), Proof.MISMATCHED));
    }
    try {
      Connector connector = connectors.of(destination.connection());
      if (exception.failure().effect() == Failure.Effect.STORED) {
        Optional<StoredObject> changed =
            connector.find(transfer.id().objectName(), destination.location());
        if (changed.isPresent()) {
          return Optional.of(quarantined(transfer, changed.get(), Proof.MISMATCHED));
        }
      }
      if (restarts(transfer, Failure.Kind.DIGEST_MISMATCH) >= MOST_CORRUPTIONS) {
        return failed(transfer, exception);
      }
      abandon(transfer, connector);
    } catch (ConnectorException unreachable) {
      unreachable.addSuppressed(exception);
      return waitFor(transfer, unreachable);
    }
    return restart(transfer, exception);
  }

  private static void abandon(Transfer transfer, Connector connector) throws ConnectorException {
    Optional<ResumeToken> token =
        switch (transfer.state()) {
          case TransferState.Sending sending -> Optional.of(sending.token());
          case TransferState.Committing committing -> Optional.of(committing.token());
          case TransferState.Receiving ignored -> Optional.empty();
          case TransferState.Received ignored -> Optional.empty();
          case TransferState.AwaitingAcknowledgement ignored -> Optional.empty();
          case TransferState.Held ignored -> Optional.empty();
          case TransferState.Queued ignored -> Optional.empty();
          case TransferState.Stored ignored -> Optional.empty();
          case TransferState.Verified ignored -> Optional.empty();
          case TransferState.Refused ignored -> Optional.empty();
          case TransferState.Failed ignored -> Optional.empty();
          case TransferState.Quarantined ignored -> Optional.empty();
          case TransferState.Cancelled ignored -> Optional.empty();
        };
    if (token.isPresent()) {
      try (UploadSession session = connector.resume(token.get())) {
        session.abandon();
      }
    }
  }

  /**
   * Begins the upload again: the provider forgot it, or bytes changed on the way. At once the first
   * time, later after a while, so that a provider that forgets every upload is not run at hot.
   */
  private Optional<Transfer> restart(Transfer transfer, ConnectorException exception) {
    Failure.Kind kind = exception.failure().kind();
    int before = restarts(transfer, kind);
    Optional<Instant> later =
        retryPolicy.next(
            Failure.passing(kind),
            Math.max(before, 1),
            clock.instant(),
            transfer.createdAt(),
            random);
    if (later.isEmpty()) {
      return failed(transfer, exception);
    }
    Transfer.Trouble trouble =
        new Transfer.Trouble(
            kind.name(),
            text(exception),
            hint(kind),
            before + 1,
            before == 0 ? Optional.empty() : later);
    Transfer restarted =
        step(
            transfer.in(new TransferState.Queued()).withSent(0).with(Optional.of(trouble)),
            AuditType.SENDING_RESTARTED,
            Map.of("reason", kind.name()));
    return before == 0 ? Optional.of(restarted) : Optional.empty();
  }

  /** How often in a row the upload was begun again for this reason. */
  private static int restarts(Transfer transfer, Failure.Kind reason) {
    return transfer
        .trouble()
        .filter(trouble -> trouble.kind().equals(reason.name()))
        .map(Transfer.Trouble::attempts)
        .orElse(0);
  }

  private Optional<Transfer> waitFor(Transfer transfer, ConnectorException exception) {
    Instant now = clock.instant();
    Optional<Instant> at =
        retryPolicy.next(
            exception.failure(), attempts(transfer) + 1, now, transfer.createdAt(), random);
    if (at.isEmpty()) {
      return failed(transfer, exception);
    }
    journal.postponed(transfer, trouble(transfer, exception, at), now);
    return Optional.empty();
  }

  private Optional<Transfer> failed(Transfer transfer, ConnectorException exception) {
    Transfer.Trouble trouble = trouble(transfer, exception, Optional.empty());
    return failed(transfer, trouble.kind(), trouble.message(), trouble.hint());
  }

  private Optional<Transfer> failed(Transfer transfer, String kind, String message, String hint) {
    return Optional.of(
        step(
            transfer
                .in(new TransferState.Failed())
                .with(
                    Optional.of(
                        new Transfer.Trouble(
                            kind, message, hint, attempts(transfer) + 1, Optional.empty()))),
            AuditType.TRANSFER_FAILED,
            Map.of("kind", kind)));
  }

  private Optional<Transfer> cancelled(Transfer transfer) {
    Transfer cancelled =
        step(transfer.in(new TransferState.Cancelled()), AuditType.TRANSFER_CANCELLED, Map.of());
    shred(transfer.id());
    return Optional.of(cancelled);
  }

  private Transfer step(Transfer next, AuditType type, Map<String, String> detail) {
    Instant now = clock.instant();
    return journal.step(
        next, AuditEvent.byGateway(next.practice(), now, type, next.id().value(), detail), now);
  }

  private static int attempts(Transfer transfer) {
    return transfer.trouble().map(Transfer.Trouble::attempts).orElse(0);
  }

  private static Transfer.Trouble trouble(
      Transfer transfer, ConnectorException exception, Optional<Instant> retryAt) {
    return new Transfer.Trouble(
        exception.failure().kind().name(),
        text(exception),
        hint(exception.failure().kind()),
        attempts(transfer) + 1,
        retryAt);
  }

  private static String text(ConnectorException exception) {
    return String.valueOf(exception.getMessage());
  }

  private static String hint(Failure.Kind kind) {
    return switch (kind) {
      case UNAVAILABLE, THROTTLED, OFFSET_MISMATCH, SESSION_LOST, INCOMPLETE, CANCELLED, CLOSED ->
          "nothing to do; it is tried again by itself";
      case REAUTHORISE ->
          "nothing is lost; it goes on by itself when the practice admin has connected the account";
      case FORBIDDEN -> "ask the practice admin to allow writing to this folder";
      case DESTINATION_MISSING -> "ask the practice admin to check the folder";
      case NAME_TAKEN, OBJECT_MISSING -> "tell the practice admin; nothing was overwritten";
      case NAME_REFUSED, MISCONFIGURED -> "ask the practice admin to check the destination";
      case TOO_LARGE -> "choose another destination";
      case QUOTA_EXHAUSTED -> "ask the practice admin to make room, then retry";
      case DIGEST_MISMATCH -> "retry; if it happens again, tell the practice admin";
      case SOURCE_FAILED -> "send the file again";
      case UNCLASSIFIED -> "retry; if it happens again, tell the practice admin";
    };
  }

  private void shred(TransferId id) {
    try {
      spool.shred(id);
    } catch (IOException stuck) {
      throw new UncheckedIOException("the spool could not be cleaned", stuck);
    }
  }
}
