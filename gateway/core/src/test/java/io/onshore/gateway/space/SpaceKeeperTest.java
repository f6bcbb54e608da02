package io.onshore.gateway.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Failure;
import io.onshore.connector.Space;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpaceKeeperTest {
  private final World world = new World();
  private final SpaceKeeper keeper = world.space();

  private void has(long bytes) {
    world.provider.space = Optional.of(new Space.Limited(bytes, OptionalLong.empty()));
  }

  private Optional<SpaceLeft> known() {
    return keeper.known(world.destination);
  }

  private long asked() {
    return world.provider.calls("space");
  }

  private static SpaceLeft left(long bytes) {
    return new SpaceLeft(new Space.Limited(bytes, OptionalLong.empty()), 1_000, World.START);
  }

  private void refused(long size) {
    assertThatThrownBy(() -> keeper.requireRoom(world.destination, size))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_FULL));
  }

  @Test
  void roomIsToldInPhotosRoundedDown() {
    Map<Long, String> texts =
        Map.of(
            0L, "no room for another photo",
            999L, "no room for another photo",
            9_999L, "fewer than 10 photos left",
            10_000L, "about 10 photos left",
            27_500L, "about 27 photos left",
            384_000L, "about 380 photos left",
            1_299_000L, "about 1200 photos left",
            9_999_000L, "about 9900 photos left",
            10_000_000L, "room for more than 10,000 photos");
    texts.forEach((bytes, text) -> assertThat(left(bytes).text()).isEqualTo(text));
    SpaceLeft unlimited = new SpaceLeft(new Space.Unlimited(), 1_000, World.START);
    assertThat(unlimited.text()).isEqualTo("no limit");
    assertThat(unlimited.photos()).isEmpty();
  }

  @Test
  void whoChoosesWaitsForNobodyAndSeesWhatWasToldLast() {
    has(380_000);
    assertThat(known()).isEmpty();
    assertThat(asked()).isZero();
    keeper.round();
    assertThat(known().orElseThrow().text()).isEqualTo("about 380 photos left");
    assertThat(known().orElseThrow().asOf()).isEqualTo(World.START);
    has(10_000);
    assertThat(known().orElseThrow().photos()).hasValue(380);
    assertThat(asked()).isEqualTo(1);
    world.clock.advance(Duration.ofDays(1));
    assertThat(known()).as("old news").isEmpty();
  }

  @Test
  void whatIsNotToldIsAbsent() {
    keeper.round();
    assertThat(known()).isEmpty();
    keeper.requireRoom(world.destination, Long.MAX_VALUE);
  }

  @Test
  void anOutageLeavesWhatWasKnown() {
    has(380_000);
    keeper.round();
    world.provider.fail("space", Failure.passing(Failure.Kind.UNAVAILABLE));
    world.clock.advance(Duration.ofMinutes(15));
    keeper.round();
    assertThat(known().orElseThrow().asOf()).isEqualTo(World.START);
  }

  @Test
  void aFileForWhichThereIsNoRoomIsRefusedBeforeItsFirstByte() {
    has(100);
    keeper.round();
    byte[] file = SampleFiles.age(2_000);
    assertThatThrownBy(() -> world.declare(file))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_FULL));
    assertThat(world.provider.calls()).doesNotContain("begin");
    assertThat(world.journal.list(World.PRACTICE, Optional.empty(), Optional.empty(), 9)).isEmpty();
  }

  @Test
  void aProviderIsAskedOnceMoreBeforeAFileIsRefusedAndNotForEachFile() {
    has(100);
    keeper.round();
    refused(101);
    assertThat(asked()).as("it was just asked").isEqualTo(1);
    keeper.requireRoom(world.destination, 100);
    world.clock.advance(Duration.ofMinutes(1));
    has(200);
    keeper.requireRoom(world.destination, 101);
    assertThat(asked()).as("somebody made room").isEqualTo(2);
    world.clock.advance(Duration.ofMinutes(1));
    refused(201);
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  void aPhotoIsWhatThePracticesPhotosTake() throws IOException {
    byte[] file = SampleFiles.age(2_000);
    for (int i = 0; i < 10; i++) {
      assertThat(world.drive(world.receiveWhole(file).id()).state().code()).isEqualTo("VERIFIED");
    }
    has(file.length * 42L);
    keeper.round();
    assertThat(known().orElseThrow().photos()).hasValue(42);
  }

  @Test
  void roomForFewPhotosIsToldOnceAWeek() {
    has(50_000);
    keeper.round();
    assertThat(world.alerts.list(World.PRACTICE, 9)).as("fifty are no alert").isEmpty();
    has(49_999);
    for (int day = 0; day < 14; day++) {
      keeper.round();
      keeper.round();
      world.clock.advance(Duration.ofDays(1));
    }
    List<Alert> alerts = world.alerts.list(World.PRACTICE, 9);
    assertThat(alerts).hasSize(3).allMatch(alert -> alert.expiry().kind() == Expiry.Kind.SPACE);
    assertThat(alerts.getFirst().expiry().hint()).startsWith("about 49 photos left");
    assertThat(world.trail.types()).filteredOn(AuditType.SPACE_LOW::equals).hasSize(3);
  }
}
