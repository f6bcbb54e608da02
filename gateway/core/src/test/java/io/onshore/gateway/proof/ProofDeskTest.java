package io.onshore.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Failure;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.MemoryProofs;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.envelope.EnvelopeInspector;
import io.onshore.gateway.envelope.Inspection;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.proof.Proof.Act;
import io.onshore.gateway.proof.Proof.Result;
import io.onshore.gateway.refusal.RequestRefused;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofDeskTest {
  private static final Caller ADMIN =
      new Caller("sub-admin", "Ada", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));

  private final World world = new World();
  private final MemoryProofs proofs = new MemoryProofs(world.trail);
  private Optional<String> stopped = Optional.empty();
  private final ProofDesk desk =
      new ProofDesk(
          world.inForce(),
          world.connectors(),
          world.keeper(),
          destination -> stopped,
          proofs,
          world.clock);

  @BeforeEach
  void discards() {
    world.provider.discards = true;
  }

  private Proof make() {
    return desk.make(ADMIN, World.DESTINATION);
  }

  private static Map<Act, Result> results(Proof proof) {
    return proof.steps().stream().collect(Collectors.toMap(Proof.Step::act, Proof.Step::result));
  }

  @Test
  void itsFileIsSealedAsFarAsAnybodyCanTell() throws Exception {
    byte[] canary = Canary.fresh();
    assertThat(
            new EnvelopeInspector()
                .inspectHead(Arrays.copyOf(canary, canary.length), canary.length, Set.of()))
        .isInstanceOf(Inspection.Sealed.class);
    assertThat(Canary.fresh()).isNotEqualTo(canary);
  }

  @Test
  void aDestinationThatDoesAllIsProvenAndNothingIsLeft() {
    world.provider.readsBack = true;
    Proof proof = make();
    assertThat(proof.proven()).as(proof.steps().toString()).isTrue();
    assertThat(results(proof))
        .hasSize(6)
        .containsValue(Result.DONE)
        .doesNotContainValue(Result.NOT_POSSIBLE);
    assertThat(proof.left()).isEmpty();
    assertThat(world.provider.objects()).isEmpty();
    assertThat(proof.evidence()).isPresent();
    assertThat(desk.list(World.PRACTICE, World.DESTINATION)).containsExactly(proof);
    assertThat(world.trail.types()).contains(AuditType.PROOF_MADE);
  }

  @Test
  void aDigestStandsForBytesThatCannotBeRead() {
    Proof proof = make();
    assertThat(proof.proven()).isTrue();
    assertThat(results(proof)).containsEntry(Act.READ_BACK, Result.NOT_POSSIBLE);
  }

  @Test
  void withNeitherDigestNorBytesNothingIsProven() {
    world.provider.reports = EnumSet.noneOf(DigestAlgorithm.class);
    Proof proof = make();
    assertThat(proof.failed().orElseThrow().act()).isEqualTo(Act.READ_BACK);
    assertThat(world.provider.objects()).isEmpty();
  }

  @Test
  void bytesThatChangedOnTheWayAreNoticedAndDeleted() {
    world.provider.comparesAtCommit = false;
    world.provider.corrupt(1);
    Proof proof = make();
    assertThat(proof.failed().orElseThrow().act()).isEqualTo(Act.COMPARE_DIGEST);
    assertThat(results(proof)).containsEntry(Act.DELETE, Result.DONE);
    assertThat(world.provider.objects()).isEmpty();
    assertThat(world.trail.types()).contains(AuditType.PROOF_FAILED);
  }

  @Test
  void eachStepsFailureIsToldAndLeavesNothing() {
    for (String call : List.of("begin", "send", "commit", "find", "probe")) {
      World fresh = new World();
      fresh.provider.discards = true;
      fresh.provider.fail(call, Failure.permanent(Failure.Kind.FORBIDDEN));
      Proof proof =
          new ProofDesk(
                  fresh.inForce(),
                  fresh.connectors(),
                  fresh.keeper(),
                  destination -> Optional.empty(),
                  new MemoryProofs(fresh.trail),
                  fresh.clock)
              .make(ADMIN, World.DESTINATION);
      Act act =
          switch (call) {
            case "find" -> Act.FIND;
            case "probe" -> Act.EVIDENCE;
            default -> Act.WRITE;
          };
      assertThat(proof.failed().orElseThrow().act()).as(call).isEqualTo(act);
      assertThat(proof.left()).as(call).isEmpty();
      assertThat(fresh.provider.objects()).as(call).isEmpty();
      assertThat(fresh.provider.unfinished()).as(call).isZero();
    }
  }

  @Test
  void anObjectWhoseCommitsAnswerWasLostIsFoundAndDeleted() {
    world.provider.fail(
        "commit",
        1,
        1,
        true,
        new Failure(
            Failure.Kind.UNAVAILABLE,
            new Failure.Retry.Backoff(),
            Failure.Effect.UNKNOWN,
            Optional.empty()));
    Proof proof = make();
    assertThat(proof.failed().orElseThrow().act()).isEqualTo(Act.WRITE);
    assertThat(proof.left()).isEmpty();
    assertThat(world.provider.objects()).isEmpty();
  }

  @Test
  void whatCannotBeDeletedIsTold() {
    world.provider.fail("discard", Failure.permanent(Failure.Kind.FORBIDDEN));
    Proof failed = make();
    assertThat(failed.failed().orElseThrow().act()).isEqualTo(Act.DELETE);
    assertThat(failed.left()).contains("object-0");

    world.provider.discards = false;
    Proof without = make();
    assertThat(without.proven()).isTrue();
    assertThat(without.left()).contains("object-1");
  }

  @Test
  void nothingIsWrittenToAStoppedDestination() {
    stopped = Optional.of("a key was lost");
    assertThatThrownBy(this::make)
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("a key was lost");
    assertThat(world.provider.calls()).doesNotContain("begin");
  }
}
