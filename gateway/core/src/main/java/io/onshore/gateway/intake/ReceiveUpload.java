package io.onshore.gateway.intake;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Limits;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.envelope.Certainty;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.envelope.Inspection;
import io.onshore.gateway.envelope.SealProfile;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.Clearance;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.space.SpaceKeeper;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Accepts a declared file and its bytes, once or in pieces, and decides what becomes of it.
 *
 * <p>The decision comes before the first byte; nothing but a sealed envelope is kept; each byte is
 * read from the client once and digested in the same pass. Safe for several threads; one upload is
 * written by one request at a time.
 */
public final class ReceiveUpload {
  private static final Logger LOG = System.getLogger(ReceiveUpload.class.getName());

  /** How many bytes become durable together. At most this much is sent again after a crash. */
  private static final long CHECKPOINT = 8L << 20;

  private static final int BUFFER = 64 * 1024;

  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final Statements statements;
  private final Connectors connectors;
  private final Function<StorageDestination, Optional<String>> stopped;
  private final SpaceKeeper space;
  private final TransferJournal journal;
  private final Spool spool;
  private final EnvelopeInspector inspector;
  private final Clock clock;
  private final Runnable wakeEngine;
  private final Map<TransferId, Intake> intakes = new ConcurrentHashMap<>();

  /**
   * @param stopped why nothing may go out to a destination, if a person stopped it
   */
  public ReceiveUpload(
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      Statements statements,
      Connectors connectors,
      Function<StorageDestination, Optional<String>> stopped,
      SpaceKeeper space,
      TransferJournal journal,
      Spool spool,
      EnvelopeInspector inspector,
      Clock clock,
      Runnable wakeEngine) {
    this.setUp = setUp;
    this.desk = desk;
    this.statements = statements;
    this.connectors = connectors;
    this.stopped = stopped;
    this.space = space;
    this.journal = journal;
    this.spool = spool;
    this.inspector = inspector;
    this.clock = clock;
    this.wakeEngine = wakeEngine;
    statements.shreds(spool);
  }

  /**
   * Decides on a file before its first byte.
   *
   * @throws RequestRefused RESIDENCY_BLOCKED with the decision, DESTINATION_UNKNOWN,
   *     DESTINATION_NOT_FOR_YOU, DESTINATION_STOPPED, FILE_TOO_LARGE, DESTINATION_FULL
   */
  public Transfer declare(Caller caller, Declaration declaration) {
    Practice practice = practice(caller);
    StorageDestination destination =
        setUp.get().require(caller.practice(), declaration.destination());
    requireOpen(caller, destination);
    requireFits(destination, declaration.size());
    space.requireRoom(destination, declaration.size());
    Patient patient =
        desk.patient(
            practice,
            declaration.patientJurisdiction(),
            declaration.lawFollows(),
            declaration.patientReference());
    TransferId id = TransferId.fresh();
    DecisionRecord decision =
        desk.decide(
            practice, destination, statements.push(id, destination, patient, declaration.tags()));
    Clearance clearance = desk.clearance(destination, caller.subject(), decision.decision());
    if (clearance instanceof Clearance.Blocked) {
      journal.blocked(
          id,
          decision,
          AuditEvent.by(
                  caller,
                  clock.instant(),
                  AuditType.TRANSFER_BLOCKED,
                  id.value(),
                  Map.of("destination", destination.id().value(), "decision", decision.id()))
              .at(destination.id()));
      throw blocked(decision);
    }
    if (!declaration.acknowledge().isEmpty()) {
      statements.requireWarnings(practice.id(), decision, declaration.acknowledge());
    }
    if (declaration.emergency().isPresent()) {
      statements.requireEmergency(caller, clearance, decision);
    }
    Instant now = clock.instant();
    Transfer transfer =
        new Transfer(
            id,
            practice.id(),
            destination.id(),
            destination.connection().provider(),
            caller.subject(),
            declaration.size(),
            declaration.sha256(),
            patient,
            declaration.tags(),
            decision,
            new TransferState.Receiving(),
            0,
            0,
            Digests.NONE,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            now,
            now,
            0);
    journal.create(
        transfer,
        AuditEvent.by(
            caller,
            now,
            AuditType.TRANSFER_DECLARED,
            id.value(),
            Map.of(
                "destination", destination.id().value(),
                "decision", decision.id(),
                "outcome", decision.decision().outcome().name(),
                "size", Long.toString(declaration.size()))));
    return stated(caller, transfer, declaration);
  }

  /** What the person says with the declaration counts from its first byte on. */
  private Transfer stated(Caller caller, Transfer declared, Declaration declaration) {
    Transfer stated = declared;
    if (!declaration.acknowledge().isEmpty()) {
      stated =
          statements.acknowledge(caller, stated, declaration.acknowledge(), "WITH_DECLARATION", "");
    }
    if (declaration.emergency().isPresent() && !(stated.state() instanceof TransferState.Refused)) {
      stated = statements.emergency(caller, stated, declaration.emergency().get());
    }
    if (stated.state() instanceof TransferState.Refused) {
      throw blocked(stated.decision());
    }
    return stated;
  }

  private void requireOpen(Caller caller, StorageDestination destination) {
    if (!destination.use().allow(caller)) {
      throw new RequestRefused(
          RefusalCode.DESTINATION_NOT_FOR_YOU,
          "this destination is for others of the practice",
          "choose one that your list of destinations shows, or ask the practice admin");
    }
    Optional<String> why = stopped.apply(destination);
    if (why.isPresent()) {
      throw new RequestRefused(
          RefusalCode.DESTINATION_STOPPED,
          "sending there is stopped: " + why.get(),
          "choose another destination, or wait until the practice admin lets it go on");
    }
  }

  private void requireFits(StorageDestination destination, long size) {
    if (size < 1) {
      throw new RequestRefused(
          RefusalCode.INVALID_REQUEST,
          "an empty file cannot be a sealed envelope",
          "send the encrypted file's size in bytes");
    }
    try {
      Limits limits = connectors.of(destination.connection()).limits();
      if (size > limits.maxBytes()) {
        throw new RequestRefused(
            RefusalCode.FILE_TOO_LARGE,
            "the file is larger than the " + limits.maxBytes() + " bytes this destination accepts",
            "choose another destination, or send a smaller file");
      }
    } catch (ConnectorException misconfigured) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "this destination is not set up rightly: " + misconfigured.getMessage(),
          "tell the practice admin");
    }
  }

  /** The upload as it stands: how many bytes are durable. */
  public Transfer find(Caller caller, TransferId id) {
    return journal.find(caller.practice(), id).orElseThrow(ReceiveUpload::unknownTransfer);
  }

  /**
   * Appends bytes that the client sends, as many as come. If the connection breaks, what came
   * before is kept.
   *
   * @param offset where the client believes the upload stands
   * @return the transfer afterwards; past RECEIVING if the file is whole
   * @throws RequestRefused OFFSET_MISMATCH, UPLOAD_BUSY, UPLOAD_ENDED, LENGTH_EXCEEDED, SPOOL_FULL,
   *     ENVELOPE_NOT_SEALED, ENVELOPE_DAMAGED, ENVELOPE_TRUNCATED, DIGEST_MISMATCH
   * @throws IOException if the client's connection breaks, after keeping what came
   */
  public Transfer append(Caller caller, TransferId id, long offset, InputStream bytes)
      throws IOException {
    requireReceiving(find(caller, id));
    Intake intake = intakes.computeIfAbsent(id, ignored -> new Intake());
    intake.enter();
    boolean over = true;
    try {
      Transfer transfer = find(caller, id);
      requireReceiving(transfer);
      over = false;
      if (offset != transfer.received()) {
        throw new RequestRefused(
            RefusalCode.OFFSET_MISMATCH,
            "the upload stands at byte " + transfer.received() + ", not at " + offset,
            "ask where the upload stands and continue from there");
      }
      if (transfer.received() < transfer.size()) {
        transfer = receive(transfer, bytes, intake);
      }
      if (transfer.received() < transfer.size()) {
        return transfer;
      }
      over = true;
      return complete(caller, id, intake);
    } finally {
      if (over) {
        intakes.remove(id, intake);
      }
      intake.leave();
    }
  }

  /** The transfer as it stands now: a person may have made a statement while bytes came in. */
  private Transfer unstepped(Caller caller, TransferId id) {
    Transfer newest = find(caller, id);
    requireReceiving(newest);
    return newest;
  }

  private static void requireReceiving(Transfer transfer) {
    if (transfer.state() instanceof TransferState.Refused refused) {
      throw refusal(refused);
    }
    if (!(transfer.state() instanceof TransferState.Receiving) || transfer.cancelRequested()) {
      throw new RequestRefused(
          RefusalCode.UPLOAD_ENDED,
          "the upload is over; the transfer is " + transfer.state().code(),
          "look at the transfer to see what became of it");
    }
  }

  /** Reads until the file is whole or the stream ends; keeps everything read, also on a cut. */
  private Transfer receive(Transfer transfer, InputStream bytes, Intake intake) throws IOException {
    Practice practice = setUp.get().practice(transfer.practice()).orElseThrow();
    Head head = new Head(transfer, practice.sealProfiles());
    RunningDigests digests = intake.digestsAt(transfer, this::redigest);
    long durable = transfer.received();
    long written = durable;
    try (Spool.Appender appender =
        spool.append(transfer.id(), durable, transfer.size() - durable)) {
      byte[] buffer = new byte[BUFFER];
      try {
        while (written < transfer.size()) {
          int read = intake.read(bytes, buffer);
          if (read < 0) {
            break;
          }
          if (read > transfer.size() - written) {
            throw new RequestRefused(
                RefusalCode.LENGTH_EXCEEDED,
                "more bytes came than the " + transfer.size() + " that were declared",
                "declare the file again with its true size");
          }
          head.take(buffer, read);
          appender.write(buffer, 0, read);
          digests.update(buffer, 0, read);
          written += read;
          if (written - durable >= CHECKPOINT) {
            appender.force();
            durable = written;
            journal.received(transfer.id(), durable, clock.instant());
          }
        }
        if (written == transfer.size() && intake.read(bytes, new byte[1]) >= 0) {
          throw new RequestRefused(
              RefusalCode.LENGTH_EXCEEDED,
              "more bytes came than the " + transfer.size() + " that were declared",
              "declare the file again with its true size");
        }
      } finally {
        intake.stands(written);
        if (written > durable) {
          appender.force();
          journal.received(transfer.id(), written, clock.instant());
        }
      }
    } catch (Spool.SpoolFullException full) {
      throw new RequestRefused(
          RefusalCode.SPOOL_FULL,
          "there is no room for more files until some are delivered",
          "try again in a few minutes");
    } catch (Head.NotSealed notSealed) {
      Transfer newest = journal.find(transfer.practice(), transfer.id()).orElseThrow();
      requireReceiving(newest);
      throw refusal(refuse(newest.withReceived(written), notSealed.refused, intake));
    }
    return transfer.withReceived(written);
  }

  /** Digests what is in the spool again, after a restart. */
  private RunningDigests redigest(Transfer transfer) {
    RunningDigests digests = new RunningDigests(algorithms(transfer));
    if (transfer.received() == 0) {
      return digests;
    }
    try (InputStream in = spool.slice(transfer.id(), 0, transfer.received()).open()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digests.update(buffer, 0, read);
      }
      return digests;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the spool could not be read", unreadable);
    }
  }

  private Set<DigestAlgorithm> algorithms(Transfer transfer) {
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    StorageDestination destination =
        setUp.get().destination(transfer.practice(), transfer.destination()).orElseThrow();
    try {
      Connector connector = connectors.of(destination.connection());
      algorithms.addAll(connector.limits().digests());
    } catch (ConnectorException misconfigured) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "this destination is not set up rightly: " + misconfigured.getMessage(),
          "tell the practice admin");
    }
    return algorithms;
  }

  private Transfer complete(Caller caller, TransferId id, Intake intake) {
    Transfer received = receivedWhole(caller, id);
    Digests digests = intake.digestsAt(received, this::redigest).finish();
    intake.forget();
    Transfer checked;
    try {
      checked = check(received, digests);
    } catch (StaleStepException engineWasFaster) {
      LOG.log(Level.DEBUG, "{0} was checked by the engine meanwhile", received.id());
      checked = journal.find(received.practice(), received.id()).orElseThrow();
    }
    if (checked.state() instanceof TransferState.Refused refused) {
      throw refusal(refused);
    }
    return checked;
  }

  /** Notes that the last byte is there, however many statements people make in the same moment. */
  private Transfer receivedWhole(Caller caller, TransferId id) {
    while (true) {
      Transfer newest = unstepped(caller, id);
      try {
        return journal.step(
            newest.in(new TransferState.Received()),
            AuditEvent.byGateway(
                newest.practice(),
                clock.instant(),
                AuditType.FILE_RECEIVED,
                id.value(),
                Map.of("size", Long.toString(newest.size()))),
            clock.instant());
      } catch (StaleStepException statementMade) {
        LOG.log(Level.DEBUG, "{0} was stepped in the same moment; it is read again", id);
      }
    }
  }

  /**
   * Checks a file that was received whole but not checked before a crash.
   *
   * @return the transfer afterwards: refused, waiting, or queued
   */
  public Transfer recheck(Transfer transfer) {
    return check(transfer, redigest(transfer).finish());
  }

  private Transfer check(Transfer transfer, Digests digests) {
    Optional<TransferState.Refused> refused =
        transfer
            .sha256()
            .filter(declared -> !declared.equals(digests.by(DigestAlgorithm.SHA256).orElseThrow()))
            .map(
                different ->
                    new TransferState.Refused(
                        RefusalCode.DIGEST_MISMATCH.name(),
                        "",
                        "the file that arrived is not the file that was declared",
                        "send the file again"));
    Inspection inspection = inspectWhole(transfer);
    if (refused.isEmpty()) {
      refused = refusedAs(inspection);
    }
    if (refused.isPresent()) {
      return refuse(transfer.receivedWhole(digests, Optional.empty()), refused.get());
    }
    Inspection.Sealed sealed = (Inspection.Sealed) inspection;
    Transfer whole =
        transfer.receivedWhole(
            digests,
            Optional.of(
                new Transfer.Seal(
                    sealed.kind().name(),
                    sealed.certainty() == Certainty.RECOGNISED,
                    sealed.label(),
                    sealed.keyServers())));
    Statements.Placed placed = statements.place(whole);
    Transfer ready = placed.transfer();
    if (ready.state() instanceof TransferState.Refused turnedAway) {
      return refuse(ready, turnedAway);
    }
    Transfer stepped =
        journal.step(
            ready,
            AuditEvent.byGateway(
                transfer.practice(),
                clock.instant(),
                AuditType.FILE_ACCEPTED,
                transfer.id().value(),
                Map.of(
                    "envelope", sealed.kind().name(),
                    "certainty", sealed.certainty().name(),
                    "sha256", digests.by(DigestAlgorithm.SHA256).map(Digest::hex).orElseThrow(),
                    "state", ready.state().code())),
            placed.consequences(),
            clock.instant());
    if (stepped.cancelRequested() && !(stepped.state() instanceof TransferState.Queued)) {
      // The engine would stop it, but never sees what waits for a person.
      return cancelled(
          stepped,
          AuditEvent.byGateway(
              stepped.practice(),
              clock.instant(),
              AuditType.TRANSFER_CANCELLED,
              stepped.id().value(),
              Map.of()));
    }
    wakeEngine.run();
    return stepped;
  }

  private Inspection inspectWhole(Transfer transfer) {
    Practice practice = setUp.get().practice(transfer.practice()).orElseThrow();
    try (SeekableByteChannel file = spool.open(transfer.id())) {
      return inspector.inspectWhole(file, practice.sealProfiles());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the spool could not be read", unreadable);
    }
  }

  private static Optional<TransferState.Refused> refusedAs(Inspection inspection) {
    return switch (inspection) {
      case Inspection.Sealed ignored -> Optional.empty();
      case Inspection.Readable readable ->
          Optional.of(
              new TransferState.Refused(
                  RefusalCode.ENVELOPE_NOT_SEALED.name(),
                  readable.looksLike(),
                  "this file is not encrypted: it looks like " + readable.looksLike(),
                  "encrypt it first; nothing was sent to the provider"));
      case Inspection.Unknown unknown ->
          Optional.of(
              new TransferState.Refused(
                  RefusalCode.ENVELOPE_NOT_SEALED.name(),
                  "",
                  "this file is not a known encrypted envelope: " + unknown.reason(),
                  "encrypt it with a known format, or ask the practice admin to register yours"));
      case Inspection.Damaged damaged ->
          Optional.of(
              new TransferState.Refused(
                  RefusalCode.ENVELOPE_DAMAGED.name(),
                  "",
                  "this encrypted file is damaged: " + damaged.problem(),
                  "encrypt the photo again and send the new file"));
      case Inspection.Truncated truncated ->
          Optional.of(
              new TransferState.Refused(
                  RefusalCode.ENVELOPE_TRUNCATED.name(),
                  "",
                  "this encrypted file ends too early: " + truncated.problem(),
                  "encrypt the photo again and send the whole file"));
    };
  }

  private TransferState.Refused refuse(
      Transfer transfer, TransferState.Refused refused, Intake intake) {
    intake.forget();
    intakes.remove(transfer.id());
    refuse(transfer, refused);
    return refused;
  }

  private Transfer refuse(Transfer transfer, TransferState.Refused refused) {
    Transfer stepped =
        journal.step(
            transfer.in(refused),
            AuditEvent.byGateway(
                transfer.practice(),
                clock.instant(),
                AuditType.FILE_REFUSED,
                transfer.id().value(),
                Map.of("code", refused.reason(), "looksLike", refused.looksLike())),
            clock.instant());
    shred(transfer.id());
    return stepped;
  }

  private void shred(TransferId id) {
    try {
      spool.shred(id);
    } catch (IOException stuck) {
      throw new UncheckedIOException("the spool could not be cleaned", stuck);
    }
  }

  /**
   * Stops an upload that is still coming in, and cleans the spool.
   *
   * @throws RequestRefused NOT_NOW if it is past that
   */
  public Transfer terminate(Caller caller, TransferId id) {
    find(caller, id);
    Intake intake = intakes.computeIfAbsent(id, ignored -> new Intake());
    intake.enter();
    try {
      Transfer transfer = find(caller, id);
      if (!(transfer.state() instanceof TransferState.Receiving)) {
        throw new RequestRefused(
            RefusalCode.NOT_NOW,
            "the upload is over; the transfer is " + transfer.state().code(),
            "cancel the transfer instead");
      }
      return cancelled(
          transfer,
          AuditEvent.by(
              caller, clock.instant(), AuditType.TRANSFER_CANCELLED, id.value(), Map.of()));
    } finally {
      intakes.remove(id);
      intake.leave();
    }
  }

  /**
   * Ends uploads that the client gave up, and cleans the spool.
   *
   * @param idle how long without a byte means given up
   */
  public void expire(Duration idle) {
    for (Transfer transfer : journal.idleSince(clock.instant().minus(idle), 100)) {
      try {
        expire(transfer);
      } catch (StaleStepException resumed) {
        LOG.log(Level.DEBUG, "{0} is not given up after all", transfer.id());
      } catch (RequestRefused busy) {
        LOG.log(Level.DEBUG, "{0} is being written to and is looked at later", transfer.id());
      } catch (UncheckedIOException stuck) {
        LOG.log(
            Level.ERROR, "the spooled bytes of " + transfer.id() + " could not be shredded", stuck);
      }
    }
  }

  /** Only when no request writes any more: a hanging one is interrupted first. */
  private void expire(Transfer transfer) {
    Intake intake = intakes.computeIfAbsent(transfer.id(), ignored -> new Intake());
    intake.enter();
    try {
      // The interrupted request recorded what it had; only a step would mean that it went on.
      Transfer newest = journal.find(transfer.practice(), transfer.id()).orElseThrow();
      if (newest.version() == transfer.version() && newest.received() == transfer.received()) {
        cancelled(
            newest,
            AuditEvent.byGateway(
                transfer.practice(),
                clock.instant(),
                AuditType.TRANSFER_CANCELLED,
                transfer.id().value(),
                Map.of("reason", "IDLE")));
      }
    } finally {
      intakes.remove(transfer.id(), intake);
      intake.leave();
    }
  }

  private Transfer cancelled(Transfer transfer, AuditEvent event) {
    Transfer stepped =
        journal.step(transfer.in(new TransferState.Cancelled()), event, clock.instant());
    shred(transfer.id());
    return stepped;
  }

  private Practice practice(Caller caller) {
    return setUp
        .get()
        .practice(caller.practice())
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.PRACTICE_UNKNOWN,
                    "your sign-in belongs to no practice that is set up here",
                    "ask the practice admin to add you"));
  }

  private static RequestRefused blocked(DecisionRecord decision) {
    return new RequestRefused(
        RefusalCode.RESIDENCY_BLOCKED,
        "the residency policy does not allow this file to rest there",
        "choose another destination",
        Optional.of(decision));
  }

  private static RequestRefused unknownTransfer() {
    return new RequestRefused(
        RefusalCode.TRANSFER_UNKNOWN, "there is no such transfer", "check the address");
  }

  private static RequestRefused refusal(TransferState.Refused refused) {
    return new RequestRefused(
        RefusalCode.valueOf(refused.reason()), refused.message(), refused.hint());
  }

  /** The beginning of a file, until it is long enough to be judged. */
  private final class Head {
    private final Transfer transfer;
    private final Set<SealProfile> profiles;
    private final byte[] bytes;
    private int filled;

    Head(Transfer transfer, Set<SealProfile> profiles) throws IOException {
      this.transfer = transfer;
      this.profiles = profiles;
      this.bytes = new byte[(int) Math.min(transfer.size(), EnvelopeInspector.HEAD_BYTES)];
      if (transfer.received() >= bytes.length) {
        filled = bytes.length;
      } else if (transfer.received() > 0) {
        try (InputStream in = spool.slice(transfer.id(), 0, transfer.received()).open()) {
          filled = in.readNBytes(bytes, 0, (int) transfer.received());
        }
      }
    }

    /** Takes the next bytes before they are kept, and judges as soon as there are enough. */
    void take(byte[] buffer, int length) throws NotSealed {
      if (filled == bytes.length) {
        return;
      }
      int taken = Math.min(length, bytes.length - filled);
      System.arraycopy(buffer, 0, bytes, filled, taken);
      filled += taken;
      if (filled == bytes.length) {
        Optional<TransferState.Refused> refused =
            refusedAs(inspector.inspectHead(bytes, transfer.size(), profiles));
        Arrays.fill(bytes, (byte) 0);
        if (refused.isPresent()) {
          throw new NotSealed(refused.get());
        }
      }
    }

    /** The head is not that of a sealed envelope. */
    private static final class NotSealed extends IOException {
      private static final long serialVersionUID = 1L;
      private final transient TransferState.Refused refused;

      NotSealed(TransferState.Refused refused) {
        super(refused.reason());
        this.refused = refused;
      }
    }
  }
}
