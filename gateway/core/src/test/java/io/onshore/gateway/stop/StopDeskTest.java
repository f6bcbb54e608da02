package io.onshore.gateway.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.FakeProvider;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopDeskTest {
  private static final Caller ADMIN =
      new Caller("sub-admin", "Ada", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));

  private final World world = new World();
  private final StopDesk desk = world.stopDesk();

  private static String target(Stop.Scope scope) {
    return switch (scope) {
      case DESTINATION -> World.DESTINATION.value();
      case CONNECTION -> "fake-account";
      case PROVIDER -> FakeProvider.ID.value();
    };
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedDestinationsQueuedFileWaitsWithoutFailingAndGoesOnAtResume(Stop.Scope scope) {
    Transfer queued = world.queued(SampleFiles.age(2_500));
    assertThat(desk.underWay(World.PRACTICE))
        .contains(new StopDesk.UnderWay(scope, target(scope), 1));
    assertThat(desk.stop(ADMIN, scope, target(scope), "a key was lost").underWay()).isEqualTo(1);
    for (int day = 0; day < 5; day++) {
      world.engine().workOnce();
      world.clock.moveTo(world.clock.instant().plus(Duration.ofDays(1)));
    }
    Transfer waiting = world.now(queued.id());
    assertThat(waiting.state().code()).isEqualTo("QUEUED");
    assertThat(waiting.trouble().orElseThrow().kind()).isEqualTo(Stops.TROUBLE);
    assertThat(waiting.trouble().orElseThrow().message()).contains("a key was lost");
    assertThat(world.provider.calls()).doesNotContain("begin");

    desk.resume(ADMIN, scope, target(scope));
    assertThat(world.drive(queued.id()).state().code()).isEqualTo("VERIFIED");
    assertThat(desk.underWay(World.PRACTICE)).isEmpty();
    assertThat(world.trail.types()).contains(AuditType.SENDING_STOPPED, AuditType.SENDING_RESUMED);
  }

  @Test
  void aFileInTheMiddleStopsAfterThePartInHandAndGoesOnFromThere() {
    Transfer queued = world.queued(SampleFiles.age(4_500));
    world.provider.beforeNext(
        "send", () -> desk.stop(ADMIN, Stop.Scope.DESTINATION, World.DESTINATION.value(), "wait"));
    world.engine().workOnce();
    world.engine().workOnce();
    assertThat(world.now(queued.id()).state().code()).isEqualTo("SENDING");
    assertThat(world.provider.calls("send")).isEqualTo(1);
    assertThat(world.provider.abandoned()).isZero();

    desk.resume(ADMIN, Stop.Scope.DESTINATION, World.DESTINATION.value());
    assertThat(world.drive(queued.id()).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(1);
    assertThat(world.provider.objects()).hasSize(1);
  }

  @Test
  void newFilesAreRefusedWithTheReason() {
    desk.stop(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value(), "a key was lost");
    assertThatThrownBy(() -> world.declare(SampleFiles.age(1_000)))
        .hasMessageContaining("a key was lost")
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_STOPPED));
    desk.resume(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value());
    assertThat(world.declare(SampleFiles.age(1_000)).state().code()).isEqualTo("RECEIVING");
  }

  @Test
  void whatIsStoppedTwiceIsNotLetGoOnByOneResume() {
    Transfer queued = world.queued(SampleFiles.age(2_500));
    desk.stop(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value(), "one");
    desk.stop(ADMIN, Stop.Scope.DESTINATION, World.DESTINATION.value(), "two");
    assertThatThrownBy(() -> desk.stop(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value(), "x"))
        .isInstanceOf(RequestRefused.class);
    desk.resume(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value());
    world.engine().workOnce();
    assertThat(world.now(queued.id()).state().code()).isEqualTo("QUEUED");
    assertThat(world.now(queued.id()).trouble().orElseThrow().message()).contains("two");
    assertThatThrownBy(() -> desk.resume(ADMIN, Stop.Scope.PROVIDER, FakeProvider.ID.value()))
        .isInstanceOf(RequestRefused.class);
  }

  @Test
  void nobodyStopsWhatThePracticeDoesNotHave() {
    assertThatThrownBy(() -> desk.stop(ADMIN, Stop.Scope.PROVIDER, "unused", "x"))
        .isInstanceOf(RequestRefused.class);
    assertThatThrownBy(() -> desk.stop(ADMIN, Stop.Scope.DESTINATION, "unknown", "x"))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_UNKNOWN));
  }

  @Test
  void aStoppedFileCanStillBeTakenBack() {
    Transfer queued = world.queued(SampleFiles.age(2_500));
    desk.stop(ADMIN, Stop.Scope.DESTINATION, World.DESTINATION.value(), "wait");
    world.engine().workOnce();
    world.control().cancel(World.CLINICIAN, queued.id());
    assertThat(world.drive(queued.id()).state().code()).isEqualTo("CANCELLED");
  }
}
