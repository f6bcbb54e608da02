package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.review.ReviewCases.ToDo;
import io.onshore.gateway.transfer.Transfer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Deciding cases, and doing what was decided. */
class RulingDeskTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final Caller CONNIE =
      new Caller("connie", "Connie", World.PRACTICE, Set.of(Role.COMPLIANCE));
  private static final DestinationId ELSEWHERE = new DestinationId("elsewhere");

  private final World world = new World();

  /** A verified send past an acknowledged warning. */
  private Transfer overridden() throws IOException {
    world.provider.places = Set.of("US");
    Transfer waiting = world.receiveWhole(FILE);
    world.statements().acknowledge(World.CLINICIAN, waiting, Set.of("IN-US"), "PATIENT_AGREED", "");
    return world.drive(waiting.id());
  }

  private Docket only() {
    assertThat(world.cases.all()).hasSize(1);
    return find(world.cases.all().getFirst().id());
  }

  private Docket find(String id) {
    return world.cases.find(World.PRACTICE, id).orElseThrow();
  }

  private Docket decide(Docket docket, Ruling ruling) {
    var _ =
        world.rulings().decide(CONNIE, docket.opened().id(), docket.standing().version(), ruling);
    return find(docket.opened().id());
  }

  private ToDo toDo(Docket docket) {
    return world.cases.toDo(World.PRACTICE, docket.opened().id()).getFirst();
  }

  private static void refused(RefusalCode code, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            RequestRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void anotherPersonAcceptsAndTheDecisionStays() throws IOException {
    overridden();
    Docket accepted = decide(only(), new Ruling.Accept("the patient agreed"));
    assertThat(accepted.standing().state()).isEqualTo(Docket.State.DECIDED);
    assertThat(world.cases.rulings(World.PRACTICE, accepted.opened().id()))
        .extracting(Ruling.Made::by)
        .containsExactly("connie");
    refused(RefusalCode.NOT_NOW, () -> decide(accepted, new Ruling.Delete("after all")));
    assertThat(decide(accepted, new Ruling.Reopen("after all")).standing().state())
        .isEqualTo(Docket.State.OPEN);
  }

  @Test
  void nobodyDecidesWhatTheySentOrApproved() throws IOException {
    overridden();
    Docket docket = only();
    Caller sender =
        new Caller(World.CLINICIAN.subject(), "Dr Lee", World.PRACTICE, Set.of(Role.COMPLIANCE));
    refused(
        RefusalCode.OWN_CASE,
        () -> world.rulings().decide(sender, docket.opened().id(), 0, new Ruling.Accept("mine")));
    assertThat(only().standing().state()).isEqualTo(Docket.State.OPEN);
  }

  @Test
  void whoApprovedTheDestinationDecidesNothingAboutIt() throws IOException {
    overridden();
    Docket docket = only();
    DestinationIdentity approved =
        new DestinationIdentity(
            AccountKind.ORGANISATION, Optional.empty(), Optional.empty(), Optional.empty());
    world.dossiers.pin(
        new Pin(
            World.PRACTICE,
            docket.opened().destination().orElseThrow(),
            approved,
            CONNIE.subject(),
            world.clock.instant()),
        AuditEvent.by(
            CONNIE,
            world.clock.instant(),
            AuditType.DESTINATION_APPROVED,
            docket.opened().destination().orElseThrow().value(),
            Map.of()));
    refused(RefusalCode.OWN_CASE, () -> decide(docket, new Ruling.Accept("mine")));
  }

  @Test
  void aCaseIsOfItsPracticeAndOfTheVersionThatWasSeen() throws IOException {
    overridden();
    String id = only().opened().id();
    Caller stranger = new Caller("eve", "Eve", new PracticeId("other"), Set.of(Role.COMPLIANCE));
    refused(
        RefusalCode.CASE_UNKNOWN,
        () -> world.rulings().decide(stranger, id, 0, new Ruling.Accept("not mine")));
    var _ = world.rulings().assign(CONNIE, id, 0, Optional.of("connie"), Optional.empty());
    assertThat(only().standing().assignee()).contains("connie");
    refused(
        RefusalCode.CASE_CHANGED,
        () -> world.rulings().decide(CONNIE, id, 0, new Ruling.Accept("too late")));
  }

  @Test
  void whatIsAcceptedUntilATimeOpensAgainByItself() throws IOException {
    overridden();
    Instant until = world.clock.instant().plus(Duration.ofDays(30));
    Docket accepted = decide(only(), new Ruling.AcceptUntil("for a month", until));
    world.caseWork().round();
    assertThat(only().standing().state()).isEqualTo(Docket.State.DECIDED);
    world.clock.moveTo(until);
    world.caseWork().round();
    assertThat(only().standing().state()).isEqualTo(Docket.State.OPEN);
    assertThat(only().standing().due()).isAfter(until);
    assertThat(world.cases.rulings(World.PRACTICE, accepted.opened().id()).getLast().by())
        .isEqualTo(AuditEvent.GATEWAY);
    refused(
        RefusalCode.INVALID_REQUEST,
        () -> decide(only(), new Ruling.AcceptUntil("for no time", until)));
  }

  @Test
  void whatIsDeletedIsProvenToBeGone() throws IOException {
    Transfer sent = overridden();
    assertThat(world.provider.objects()).hasSize(1);
    Docket deleted = decide(only(), new Ruling.Delete("no contract"));
    assertThat(world.provider.objects()).isEmpty();
    assertThat(deleted.standing().state()).isEqualTo(Docket.State.DECIDED);
    assertThat(toDo(deleted).goneAt()).isPresent();
    assertThat(world.trail.types()).contains(AuditType.STORED_FILE_DELETED, AuditType.CASE_DONE);
    assertThat(world.journal.storedAt(World.PRACTICE, World.DESTINATION, Optional.empty(), 9))
        .extracting(Transfer::id)
        .doesNotContain(sent.id());
  }

  @Test
  void aFileThatTheProviderStillShowsIsNotDoneUntilItIsGone() throws IOException {
    overridden();
    world.provider.keepsDiscarded = true;
    Docket pending = decide(only(), new Ruling.Delete("no contract"));
    assertThat(pending.standing().state()).isEqualTo(Docket.State.PENDING);
    assertThat(toDo(pending).trouble().orElseThrow().kind()).isEqualTo("STILL_THERE");
    world.provider.keepsDiscarded = false;
    world.caseWork().round();
    assertThat(only().standing().state()).isEqualTo(Docket.State.DECIDED);
  }

  @Test
  void aConnectionThatMayNotDeleteSaysWhatToDo() throws IOException {
    overridden();
    world.provider.discards = false;
    Docket pending = decide(only(), new Ruling.Delete("no contract"));
    assertThat(pending.standing().state()).isEqualTo(Docket.State.PENDING);
    assertThat(toDo(pending).trouble().orElseThrow().kind()).isEqualTo("CANNOT_DELETE");
    assertThat(world.provider.objects()).hasSize(1);
    assertThat(decide(pending, new Ruling.Accept("it stays")).standing().state())
        .as("another decision takes its place")
        .isEqualTo(Docket.State.DECIDED);
  }

  @Test
  void aHeldFileThatIsDeletedIsStopped() throws IOException {
    world.provider.places = Set.of("CN");
    Transfer held = world.receiveWhole(FILE);
    decide(only(), new Ruling.Delete("never"));
    assertThat(world.now(held.id()).state().code()).isEqualTo("CANCELLED");
    assertThat(only().standing().state()).isEqualTo(Docket.State.DECIDED);
  }

  @Test
  void aMovedFileIsDeletedOnlyOnceItsCopyIsProvenElsewhere() throws IOException {
    Transfer sent = overridden();
    world.provider.places = Set.of("AU");
    world.setUp(world.destination, World.destination(ELSEWHERE));
    world.boot();
    world.clock.moveTo(world.clock.instant().plus(Duration.ofHours(1)));
    var _ = world.keeper().ask(World.destination(ELSEWHERE));
    Docket pending = decide(only(), new Ruling.Move("to the other place", ELSEWHERE));
    assertThat(pending.standing().state()).isEqualTo(Docket.State.PENDING);
    assertThat(toDo(pending).trouble().orElseThrow().kind()).isEqualTo("NOT_SENT_AGAIN");
    assertThat(toDo(pending).transfer()).isEqualTo(sent.id());
    assertThat(world.provider.objects()).hasSize(1);

    Transfer copy =
        world
            .receive()
            .declare(
                World.CLINICIAN,
                new Declaration(
                    ELSEWHERE,
                    FILE.length,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Set.of()));
    world.append(copy.id(), FILE, 0, FILE.length);
    assertThat(world.drive(copy.id()).state().code()).isEqualTo("VERIFIED");
    world.caseWork().round();
    Docket moved = find(pending.opened().id());
    assertThat(moved.standing().state()).isEqualTo(Docket.State.DECIDED);
    assertThat(world.provider.objects()).as("the copy stays").hasSize(1);
  }

  @Test
  void aFileIsMovedOnlyToAPlaceThatTakesItWithoutAWarning() throws IOException {
    overridden();
    world.setUp(world.destination, World.destination(ELSEWHERE));
    world.boot();
    var _ = world.keeper().ask(World.destination(ELSEWHERE));
    refused(
        RefusalCode.INVALID_REQUEST,
        () -> decide(only(), new Ruling.Move("still abroad", ELSEWHERE)));
    refused(
        RefusalCode.INVALID_REQUEST,
        () -> decide(only(), new Ruling.Move("where it is", World.DESTINATION)));
  }
}
