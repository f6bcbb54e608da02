package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which sends become cases, and which go past what stands in their way. */
class SendCasesTest {
  private static final byte[] FILE = SampleFiles.age(1_000);

  private final World world = new World();

  private Transfer received(String place) throws IOException {
    world.provider.places = Set.of(place);
    return world.receiveWhole(FILE);
  }

  private Transfer acknowledged(Transfer transfer) {
    return world
        .statements()
        .acknowledge(World.CLINICIAN, transfer, Set.of("IN-US"), "PATIENT_AGREED", "by phone");
  }

  private Frozen frozen(ReviewCase opened) {
    return world
        .cases
        .occurrences(World.PRACTICE, opened.id(), 9)
        .getFirst()
        .frozen()
        .orElseThrow();
  }

  private static void refused(RefusalCode code, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            RequestRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void anAcknowledgedWarningIsACaseWithWhatThePersonSaw() throws IOException {
    Transfer waiting = received("US");
    assertThat(world.cases.all()).as("nobody overrode anything yet").isEmpty();
    acknowledged(waiting);
    ReviewCase opened = world.cases.all().getFirst();
    assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.WARNING_OVERRIDDEN);
    assertThat(opened.rule()).contains("IN-US");
    Frozen frozen = frozen(opened);
    assertThat(frozen.decision()).isEqualTo(waiting.decision().id());
    assertThat(frozen.rulebook()).isEqualTo(waiting.decision().decision().rulebookDigest());
    assertThat(frozen.findings())
        .extracting(Frozen.Shown::text)
        .containsExactly("the text of IN-US");
    assertThat(frozen.evidence()).extracting(Frozen.Line::about).contains("CONTENT");
    assertThat(frozen.said().orElseThrow().reason()).isEqualTo("by phone");
  }

  @Test
  void laterEvidenceAndLaterRulesRewriteNothingInACase() throws IOException {
    acknowledged(received("US"));
    ReviewCase opened = world.cases.all().getFirst();
    Frozen before = frozen(opened);
    world.rulebook(Rules.reworded("IN-US"));
    world.provider.places = Set.of("RU");
    world.clock.moveTo(World.START.plus(Duration.ofDays(1)));
    world.round(Duration.ofHours(1));
    assertThat(frozen(opened)).isEqualTo(before);
    assertThat(before.evidence()).extracting(Frozen.Line::places).contains(List.of("US"));
  }

  @Test
  void aRememberedAcknowledgementOpensNothingAndAnotherOneIsCountedUp() throws IOException {
    acknowledged(received("US"));
    assertThat(received("US").state().code()).isEqualTo("QUEUED");
    assertThat(world.cases.all()).hasSize(1);
    world.rulebook(Rules.reworded("IN-US"));
    acknowledged(received("US"));
    assertThat(world.cases.all()).hasSize(1);
    Docket docket =
        world.cases.find(World.PRACTICE, world.cases.all().getFirst().id()).orElseThrow();
    assertThat(docket.standing().occurrences()).isEqualTo(2);
    assertThat(docket.standing().version()).isEqualTo(1);
  }

  @Test
  void aHeldFileIsACaseOnceHoweverOftenItIsLookedAt() throws IOException {
    Transfer held = received("CN");
    world.statements().reconsider(World.PRACTICE, World.DESTINATION);
    assertThat(world.cases.all())
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.FILE_HELD);
              assertThat(opened.rule()).contains("IN-CN");
              assertThat(frozen(opened).transfer()).contains(held.id());
            });
    assertThat(
            world
                .cases
                .find(World.PRACTICE, world.cases.all().getFirst().id())
                .orElseThrow()
                .standing()
                .occurrences())
        .isEqualTo(1);
  }

  @Test
  void anEmergencyLetsAHeldFileGoAndIsDueTheNextWorkingDay() throws IOException {
    Transfer held = received("CN");
    Transfer sent = world.statements().emergency(World.CLINICIAN, held, "cardiac arrest");
    assertThat(sent.state().code()).isEqualTo("QUEUED");
    assertThat(world.trail.types()).contains(AuditType.EMERGENCY_SEND);
    ReviewCase opened = world.cases.all().getLast();
    assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.EMERGENCY_SENT);
    // A Sunday; Monday is the next working day.
    assertThat(world.cases.find(World.PRACTICE, opened.id()).orElseThrow().standing().due())
        .isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(world.drive(held.id()).state().code()).isEqualTo("VERIFIED");
    refused(
        RefusalCode.NOT_NOW,
        () -> world.statements().emergency(World.CLINICIAN, world.now(held.id()), "again"));
  }

  @Test
  void anEmergencyDeclaredWithTheFileCountsWhenItArrives() throws IOException {
    world.provider.places = Set.of("US");
    Transfer declared = world.receive().declare(World.CLINICIAN, urgent());
    assertThat(world.append(declared.id(), FILE, 0, FILE.length).state().code())
        .isEqualTo("QUEUED");
    assertThat(world.receiveWhole(FILE).state().code())
        .as("it counts for that file only")
        .isEqualTo("AWAITING_ACKNOWLEDGEMENT");
  }

  private static Declaration urgent() {
    Declaration usual = World.declaration(FILE);
    return new Declaration(
        usual.destination(),
        usual.size(),
        usual.sha256(),
        usual.patientJurisdiction(),
        usual.lawFollows(),
        usual.patientReference(),
        usual.tags(),
        usual.acknowledge(),
        Optional.of("cardiac arrest"));
  }

  @Test
  void noEmergencyLiftsABlockAndNoProgramDeclaresOne() throws IOException {
    world.provider.places = Set.of("RU");
    refused(
        RefusalCode.RESIDENCY_BLOCKED, () -> world.receive().declare(World.CLINICIAN, urgent()));
    Caller program = new Caller("robot", "robot", World.PRACTICE, Set.of(Role.SERVICE));
    world.provider.places = Set.of("US");
    world.clock.moveTo(World.START.plus(Duration.ofHours(1)));
    refused(RefusalCode.PERSON_NEEDED, () -> world.receive().declare(program, urgent()));
    assertThat(world.cases.all())
        .extracting(ReviewCase::kind)
        .doesNotContain(ReviewCase.Kind.EMERGENCY_SENT);
  }

  @Test
  void anObjectionIsACaseOnTheRuleAndOthersAreCountedUp() throws IOException {
    Transfer waiting = received("US");
    String decision = waiting.decision().id();
    world.objections().object(World.CLINICIAN, "IN-US", decision, "we have a contract");
    Caller colleague = new Caller("sub-2", "Dr Ray", World.PRACTICE, Set.of(Role.CLINICIAN));
    world.objections().object(colleague, "IN-US", decision, "so do I think");
    ReviewCase opened = world.cases.all().getFirst();
    assertThat(world.cases.all()).hasSize(1);
    assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.RULE_OBJECTED);
    assertThat(world.cases.people(World.PRACTICE, opened.id()))
        .containsExactlyInAnyOrder(World.CLINICIAN.subject(), "sub-2");
    refused(
        RefusalCode.RULE_UNKNOWN,
        () -> world.objections().object(colleague, "IN-NZ", decision, "no"));
    refused(
        RefusalCode.DECISION_UNKNOWN,
        () -> world.objections().object(colleague, "IN-US", "dec_none", "no"));
  }

  @Test
  void aRuleOverItsBudgetIsACaseOncePerMonth() throws IOException {
    acknowledged(received("US"));
    Rates rates = world.rates(new Budget(5, 80, 1, 1));
    rates.judge(World.PRACTICE);
    int cases = world.cases.all().size();
    rates.judge(World.PRACTICE);
    assertThat(world.cases.all()).hasSize(cases);
    assertThat(world.cases.all())
        .filteredOn(each -> each.kind() == ReviewCase.Kind.RULE_OVER_BUDGET)
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.rule()).contains("IN-US");
              assertThat(each.changes().getFirst()).contains("interrupted 1 of 1 sends");
            });
  }
}
