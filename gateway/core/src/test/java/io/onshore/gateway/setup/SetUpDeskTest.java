package io.onshore.gateway.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.doubles.FakeProvider;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.gateway.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetUpDeskTest {
  private static final Caller ADMIN =
      new Caller("sub-admin", "Ada", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  private static final DestinationId MADE = new DestinationId("made");

  private final World world = new World();
  private final SetUpInForce inForce = world.inForce();
  private final SetUpDesk desk = world.setUpDesk(inForce);

  private static MadeDestination destination(String id, String connection) {
    return new MadeDestination(
        new DestinationId(id),
        "Made",
        connection,
        Destination.folder("files"),
        "",
        Optional.empty(),
        List.of(),
        List.of(),
        UseLimits.NONE);
  }

  private static MadeConnection connection(String id, AllowedFolder... folders) {
    return new MadeConnection(id, FakeProvider.ID, Map.of(), Optional.empty(), List.of(folders));
  }

  private static AllowedFolder folder(String owner, String... places) {
    return new AllowedFolder(
        Destination.folder("files"),
        owner.isEmpty() ? Optional.empty() : Optional.of(owner),
        Set.of(places));
  }

  private static SetUpDesk.Checked checked(SetUpDesk.Saved saved) {
    return Optional.ofNullable(saved.checks().get(MADE)).orElseThrow();
  }

  private void ownedBy(String owner) {
    world.provider.identity =
        new DestinationIdentity(
            AccountKind.ORGANISATION, Optional.empty(), Optional.empty(), Optional.of(owner));
  }

  private static void refused(RefusalCode code, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            RequestRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void whatAnAdminMakesStandsBesideWhatTheFileDeclares() {
    ownedBy("owner-1");
    SetUpDesk.Saved saved = desk.create(ADMIN, destination("made", "fake-account"));
    assertThat(saved.number()).isEqualTo(1);
    assertThat(checked(saved).evidence().orElseThrow().identity().owner()).contains("owner-1");
    assertThat(inForce.get().destination(World.PRACTICE, MADE)).isPresent();
    assertThat(inForce.get().destination(World.PRACTICE, World.DESTINATION)).isPresent();
    assertThat(world.trail.types()).contains(AuditType.DESTINATION_SET_UP);
    assertThat(world.provider.objects()).isEmpty();
  }

  @Test
  void whatTheFileDeclaresIsNotChangedHere() {
    refused(
        RefusalCode.DECLARED_IN_FILE,
        () -> desk.create(ADMIN, destination(World.DESTINATION.value(), "fake-account")));
    refused(RefusalCode.DECLARED_IN_FILE, () -> desk.remove(ADMIN, World.DESTINATION, 0));
    refused(RefusalCode.DECLARED_IN_FILE, () -> desk.remove(ADMIN, "fake-account", 0));
  }

  @Test
  void aFileThatDeclaresWhatAPracticeMadeDoesNotComeInForce() {
    desk.create(ADMIN, destination("made", "fake-account"));
    SetUp before = inForce.get();
    world.setUp(world.destination, World.destination(MADE));
    assertThatThrownBy(
            () ->
                SetUpInForce.requireFits(
                    inForce.declared(), world.setUps, Map.of(), () -> world.claims))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining("destination `made`")
        .hasMessageContaining("declares one of this id");
    assertThat(inForce.look()).isFalse();
    assertThat(inForce.get()).isEqualTo(before);
  }

  @Test
  void anotherReplicaSeesAChangeAtItsNextLook() {
    SetUpInForce another = world.inForce();
    assertThat(another.get().destination(World.PRACTICE, MADE)).isEmpty();
    desk.create(ADMIN, destination("made", "fake-account"));
    assertThat(another.look()).isTrue();
    assertThat(another.get().destination(World.PRACTICE, MADE)).isPresent();
    assertThat(another.look()).isFalse();
  }

  @Test
  void ofTwoChangesFromOneVersionTheSecondIsRefused() {
    desk.create(ADMIN, destination("made", "fake-account"));
    desk.change(ADMIN, destination("made", "fake-account"), 1);
    refused(
        RefusalCode.SETUP_CHANGED,
        () -> desk.change(ADMIN, destination("made", "fake-account"), 1));
    assertThat(desk.of(World.PRACTICE).number()).isEqualTo(2);
  }

  @Test
  void aDestinationThatTheProviderDoesNotTakeIsNotKept() {
    world.provider.fail("check", Failure.permanent(Failure.Kind.DESTINATION_MISSING));
    refused(
        RefusalCode.DESTINATION_UNUSABLE,
        () -> desk.create(ADMIN, destination("made", "fake-account")));
    assertThat(desk.of(World.PRACTICE).number()).isZero();
    assertThat(inForce.get().destination(World.PRACTICE, MADE)).isEmpty();
  }

  @Test
  void anAccountThatNobodyConnectedYetIsNoReasonToRefuse() {
    world.provider.fail("check", Failure.permanent(Failure.Kind.REAUTHORISE));
    SetUpDesk.Saved saved = desk.create(ADMIN, destination("made", "fake-account"));
    assertThat(checked(saved).unchecked()).isPresent();
  }

  @Test
  void aFolderOfAnotherOwnerOrPlaceIsRefusedWithTheReason() {
    ownedBy("owner-1");
    assertThatThrownBy(() -> desk.create(ADMIN, connection("two", folder("owner-2"))))
        .hasMessageContaining("`owner-1`, not to `owner-2`");
    world.provider.places = Set.of("US");
    assertThatThrownBy(() -> desk.create(ADMIN, connection("two", folder("", "AU"))))
        .hasMessageContaining("owner-1")
        .hasMessageContaining("US")
        .hasMessageContaining("not in AU");
    world.provider.places = Set.of();
    assertThatThrownBy(() -> desk.create(ADMIN, connection("two", folder("", "AU"))))
        .hasMessageContaining("does not tell");
    world.provider.places = Set.of("AU-NSW");
    desk.create(ADMIN, connection("two", folder("", "AU")));
    assertThat(desk.of(World.PRACTICE).setUp().connections().getFirst().allowedFolders())
        .containsExactly(folder("owner-1", "AU"));
    assertThatThrownBy(
            () ->
                desk.create(
                    ADMIN,
                    new MadeDestination(
                        MADE,
                        "Made",
                        "two",
                        Destination.folder("elsewhere"),
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        UseLimits.NONE)))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining("allows other folders only");
    desk.create(ADMIN, destination("made", "two"));
  }

  @Test
  void aDestinationGoesOnlyWhenNoFileIsOnItsWay() throws Exception {
    desk.create(ADMIN, destination("made", "fake-account"));
    world.setUp(inForce.get().destinations().toArray(new StorageDestination[0]));
    byte[] file = SampleFiles.age(3_000);
    Transfer declared =
        world
            .receive()
            .declare(
                World.CLINICIAN,
                new Declaration(
                    MADE,
                    file.length,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Set.of()));
    world.setUp(world.destination);
    refused(RefusalCode.NOT_NOW, () -> desk.remove(ADMIN, MADE, 1));
    world.control().cancel(World.CLINICIAN, declared.id());
    assertThat(desk.remove(ADMIN, MADE, 1)).isEqualTo(2);
    assertThat(inForce.get().destination(World.PRACTICE, MADE)).isEmpty();
  }

  @Test
  void aWholeSetUpIsAppliedOnlyAsItWasCompared() {
    desk.create(ADMIN, destination("made", "fake-account"));
    PracticeSetUp whole =
        new PracticeSetUp(List.of(connection("two")), List.of(destination("other", "two")));
    SetUpDesk.Difference difference = desk.compare(World.PRACTICE, whole, "text");
    assertThat(difference.changes())
        .extracting(change -> change.kind() + " " + change.id())
        .containsExactly("ADDED two", "REMOVED made", "ADDED other");
    refused(
        RefusalCode.SETUP_CHANGED,
        () -> desk.apply(ADMIN, whole, "another text", difference.digest()));
    desk.apply(ADMIN, whole, "text", difference.digest());
    assertThat(desk.of(World.PRACTICE).setUp()).isEqualTo(whole);
    refused(RefusalCode.SETUP_CHANGED, () -> desk.apply(ADMIN, whole, "text", difference.digest()));
  }

  @Test
  void aWholeSetUpWithOneBadDestinationChangesNothing() {
    PracticeSetUp whole =
        new PracticeSetUp(
            List.of(connection("two")),
            List.of(destination("good", "two"), destination("bad", "two")));
    String digest = desk.compare(World.PRACTICE, whole, "text").digest();
    world.provider.fail("check", 2, 1, false, Failure.permanent(Failure.Kind.FORBIDDEN));
    refused(RefusalCode.DESTINATION_UNUSABLE, () -> desk.apply(ADMIN, whole, "text", digest));
    assertThat(desk.of(World.PRACTICE).setUp()).isEqualTo(PracticeSetUp.EMPTY);
  }

  @Test
  void nobodyElseMayUseWhatIsForSome() {
    UseLimits some = new UseLimits(Set.of(Role.COMPLIANCE), Set.of("sub-7"), Optional.empty());
    assertThat(some.allow(World.CLINICIAN)).isFalse();
    assertThat(some.allow(new Caller("sub-7", "", World.PRACTICE, Set.of()))).isTrue();
    assertThat(some.allow(new Caller("x", "", World.PRACTICE, Set.of(Role.COMPLIANCE)))).isTrue();
    assertThat(UseLimits.NONE.allow(World.CLINICIAN)).isTrue();
  }
}
