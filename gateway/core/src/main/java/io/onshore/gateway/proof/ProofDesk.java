package io.onshore.gateway.proof;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Discard;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.ReadBack;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.parts.PartPlan;
import io.onshore.connector.toolkit.parts.Span;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.Proof.Act;
import io.onshore.gateway.proof.Proof.Result;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.transfer.TransferId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Proves a destination: stores a file that was made for it, looks for it, compares it, asks where
 * it rests, and deletes it. Nothing is tried twice. Safe for several threads.
 */
public final class ProofDesk {
  private static final int SHOWN = 50;

  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final EvidenceKeeper keeper;
  private final Function<StorageDestination, Optional<String>> stopped;
  private final Proofs proofs;
  private final Clock clock;

  /**
   * @param stopped why nothing may go out to a destination, if a person stopped it
   */
  public ProofDesk(
      Supplier<SetUp> setUp,
      Connectors connectors,
      EvidenceKeeper keeper,
      Function<StorageDestination, Optional<String>> stopped,
      Proofs proofs,
      Clock clock) {
    this.setUp = setUp;
    this.connectors = connectors;
    this.keeper = keeper;
    this.stopped = stopped;
    this.proofs = proofs;
    this.clock = clock;
  }

  /** A destination's proofs, newest first. */
  public List<Proof> list(PracticeId practice, DestinationId id) {
    setUp.get().require(practice, id);
    return proofs.list(practice, id, SHOWN);
  }

  /**
   * Proves a destination. A failure is a proof too: it says which step failed and what is left.
   *
   * @throws RequestRefused DESTINATION_UNKNOWN, DESTINATION_STOPPED
   */
  public Proof make(Caller caller, DestinationId id) {
    StorageDestination destination = setUp.get().require(caller.practice(), id);
    Optional<String> why = stopped.apply(destination);
    if (why.isPresent()) {
      throw new RequestRefused(
          RefusalCode.DESTINATION_STOPPED,
          "sending there is stopped: " + why.get(),
          "let it go on first");
    }
    Instant started = clock.instant();
    Run run = new Run(destination);
    run.run();
    Proof proof =
        new Proof(
            "prf_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            caller.practice(),
            id,
            destination.connection().provider(),
            caller.subject(),
            started,
            clock.instant(),
            run.canary.length,
            run.sent,
            run.told,
            run.steps,
            run.evidence,
            run.left);
    Map<String, String> detail = new HashMap<>();
    detail.put("proof", proof.id());
    proof.failed().ifPresent(step -> detail.put("step", step.act().name()));
    proof.left().ifPresent(object -> detail.put("left", object));
    proofs.file(
        proof,
        AuditEvent.by(
            caller,
            proof.endedAt(),
            proof.proven() ? AuditType.PROOF_MADE : AuditType.PROOF_FAILED,
            id.value(),
            detail));
    return proof;
  }

  private interface Work<T> {
    T run() throws ConnectorException;
  }

  /** One proof on its way. Used by one thread. */
  private final class Run {
    private final StorageDestination destination;
    private final byte[] canary = Canary.fresh();
    private final ObjectName name = TransferId.fresh().objectName();
    private final List<Proof.Step> steps = new ArrayList<>();
    private Digests sent = digests(canary, EnumSet.of(DigestAlgorithm.SHA256));
    private Digests told = Digests.NONE;
    private Optional<ResidencyEvidence> evidence = Optional.empty();
    private Optional<String> left = Optional.empty();

    Run(StorageDestination destination) {
      this.destination = destination;
    }

    void run() {
      Optional<Connector> connector =
          step(Act.WRITE, false, () -> connectors.of(destination.connection()));
      connector.ifPresent(this::run);
    }

    private void run(Connector connector) {
      Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
      algorithms.addAll(connector.limits().digests());
      sent = digests(canary, algorithms);
      Optional<StoredObject> written = step(Act.WRITE, true, () -> write(connector));
      if (written.isEmpty()) {
        delete(connector, Optional.empty());
        return;
      }
      told = written.get().digests();
      // What failed is told by its step; what was stored is deleted in any case.
      var _ =
          found(connector)
              && compared(written.get())
              && readBack(connector, written.get())
              && asked();
      delete(connector, written);
    }

    private StoredObject write(Connector connector) throws ConnectorException {
      try (UploadSession session =
          connector.begin(new UploadRequest(destination.location(), name, canary.length))) {
        try {
          for (Span span :
              (Iterable<Span>)
                  PartPlan.of(canary.length, session.partRule()).missing(Confirmed.upTo(0))
                      ::iterator) {
            session.send(
                new Part(
                    span.offset(),
                    span.length(),
                    () ->
                        new ByteArrayInputStream(
                            canary, (int) span.offset(), (int) span.length())));
          }
          return session.commit(sent);
        } catch (ConnectorException failed) {
          if (failed.failure().effect() == Failure.Effect.NONE) {
            abandon(session, failed);
          }
          throw failed;
        }
      }
    }

    private void abandon(UploadSession session, ConnectorException failed) {
      try {
        session.abandon();
      } catch (ConnectorException alsoFailed) {
        // The provider forgets an unfinished upload by itself; nothing of it is ever visible.
        failed.addSuppressed(alsoFailed);
      }
    }

    private boolean found(Connector connector) {
      Optional<Optional<StoredObject>> found =
          step(Act.FIND, false, () -> connector.find(name, destination.location()));
      if (found.isEmpty()) {
        return false;
      }
      Optional<StoredObject> object = found.get();
      object
          .map(StoredObject::digests)
          .filter(digests -> !digests.equals(Digests.NONE))
          .ifPresent(digests -> told = digests);
      boolean whole = object.filter(each -> each.size() == canary.length).isPresent();
      return note(
          Act.FIND,
          whole,
          object.isEmpty()
              ? "no object of its name is there"
              : "an object of %d bytes, %d were sent"
                  .formatted(object.get().size(), canary.length));
    }

    private boolean compared(StoredObject written) {
      return switch (sent.match(told)) {
        case AGREES -> note(Act.COMPARE_DIGEST, true, "the provider's digest is ours");
        case DIFFERS -> note(Act.COMPARE_DIGEST, false, "the provider's digest is another one");
        case NOTHING_IN_COMMON -> {
          steps.add(
              new Proof.Step(
                  Act.COMPARE_DIGEST,
                  Result.NOT_POSSIBLE,
                  clock.instant(),
                  "the provider tells no digest of object version "
                      + written.version().orElse("untold")));
          yield true;
        }
      };
    }

    private boolean readBack(Connector connector, StoredObject written) {
      Optional<ReadBack> power = connector.readBack();
      if (power.isEmpty()) {
        boolean digested = sent.match(told) == Digests.Match.AGREES;
        if (!digested) {
          return note(
              Act.READ_BACK, false, "neither a digest nor the stored bytes can be had to compare");
        }
        steps.add(
            new Proof.Step(
                Act.READ_BACK,
                Result.NOT_POSSIBLE,
                clock.instant(),
                "the connection cannot read; the provider's digest stands for it"));
        return true;
      }
      Optional<Digests> read = step(Act.READ_BACK, false, () -> read(power.get(), written));
      return read.isPresent()
          && note(
              Act.READ_BACK,
              sent.match(read.get()) == Digests.Match.AGREES,
              sent.match(read.get()) == Digests.Match.AGREES
                  ? "the stored bytes are those that were sent"
                  : "the stored bytes are others");
    }

    private Digests read(ReadBack power, StoredObject written) throws ConnectorException {
      try (InputStream in = power.open(written, destination.location())) {
        return RunningDigests.of(EnumSet.of(DigestAlgorithm.SHA256), in);
      } catch (IOException cut) {
        throw new ConnectorException(
            Failure.passing(Failure.Kind.UNAVAILABLE),
            "the stored bytes could not be read whole",
            cut);
      }
    }

    private boolean asked() {
      EvidenceKeeper.Known known = keeper.ask(destination);
      if (known.failure().isPresent()) {
        return note(Act.EVIDENCE, false, String.valueOf(known.failure().get().getMessage()));
      }
      evidence = known.evidence();
      return note(Act.EVIDENCE, true, "the provider was asked where the file rests");
    }

    /** Also after a failure: what may be there is looked for, so that nothing stays behind. */
    private void delete(Connector connector, Optional<StoredObject> written) {
      Optional<Optional<StoredObject>> there =
          written.isPresent()
              ? Optional.of(written)
              : step(Act.DELETE, false, () -> connector.find(name, destination.location()));
      if (there.isEmpty()) {
        left = Optional.of(name.value());
        return;
      }
      if (there.get().isEmpty()) {
        note(Act.DELETE, true, "nothing was stored");
        return;
      }
      StoredObject object = there.get().get();
      Optional<Discard> power = connector.discard();
      if (power.isEmpty()) {
        left = Optional.of(object.id());
        steps.add(
            new Proof.Step(
                Act.DELETE,
                Result.NOT_POSSIBLE,
                clock.instant(),
                "the connection cannot delete; delete object `" + object.id() + "` by hand"));
        return;
      }
      Optional<Optional<StoredObject>> after =
          step(
              Act.DELETE,
              false,
              () -> {
                power.get().discard(object, destination.location());
                return connector.find(name, destination.location());
              });
      boolean gone = after.isPresent() && after.get().isEmpty();
      if (!gone) {
        left = Optional.of(object.id());
      }
      if (after.isPresent()) {
        note(Act.DELETE, gone, gone ? "it is there no longer" : "it is still there");
      }
    }

    private boolean note(Act act, boolean good, String detail) {
      steps.add(new Proof.Step(act, good ? Result.DONE : Result.FAILED, clock.instant(), detail));
      return good;
    }

    /**
     * @param noted whether its success is a step of its own, rather than told by what follows
     * @return empty if it failed, which is noted
     */
    private <T> Optional<T> step(Act act, boolean noted, Work<T> work) {
      try {
        T result = work.run();
        if (noted) {
          note(act, true, "stored");
        }
        return Optional.of(result);
      } catch (ConnectorException failed) {
        note(act, false, failed.failure().kind() + ": " + failed.getMessage());
        return Optional.empty();
      }
    }
  }

  private static Digests digests(byte[] file, Set<DigestAlgorithm> algorithms) {
    try {
      return RunningDigests.of(algorithms, new ByteArrayInputStream(file));
    } catch (IOException impossible) {
      throw new UncheckedIOException("bytes in memory could not be read", impossible);
    }
  }
}
