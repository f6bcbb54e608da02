package io.onshore.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryPeople;
import io.onshore.gateway.doubles.MutableClock;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static final PracticeId HARBOUR = new PracticeId("harbour");
  private static final PracticeId ISLAND = new PracticeId("island");
  private static final String SUBJECT = "7f0c2a51";

  private final MemoryPeople people = new MemoryPeople();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T08:00:00Z"));
  private SetUp setUp = new SetUp(Map.of(), List.of(), List.of());
  private final Directory directory = new Directory(people, () -> setUp, clock, Runnable::run);

  private static Caller connie(String name, Role... roles) {
    return new Caller(SUBJECT, name, HARBOUR, Set.of(roles));
  }

  private void saw(Caller caller) {
    directory.saw(caller, Optional.empty());
  }

  private List<Directory.Entry> listed() {
    return directory.list(HARBOUR, Optional.empty(), Optional.empty(), 9);
  }

  private String name() {
    return listed().getFirst().person().name();
  }

  private boolean offered() {
    return listed().getFirst().offered();
  }

  @Test
  void aPersonIsWrittenOnceADayHoweverOftenTheyAsk() {
    for (int i = 0; i < 5; i++) {
      saw(connie("Connie Marsh", Role.COMPLIANCE));
    }
    assertThat(people.writings()).hasSize(1);
    clock.advance(Duration.ofHours(15).plusMinutes(59));
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(people.writings()).as("still the same day").hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(people.writings())
        .extracting(Person::lastSeen)
        .containsExactly(LocalDate.parse("2026-11-27"), LocalDate.parse("2026-11-28"));
  }

  @Test
  void whoIsRenamedOrGetsAnotherRoleIsSeenSoAtOnce() {
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    saw(connie("Connie Reed", Role.COMPLIANCE));
    assertThat(name()).isEqualTo("Connie Reed");
    saw(connie("Connie Reed", Role.AUDITOR));
    assertThat(listed().getFirst().person().roles()).containsExactly(Role.AUDITOR);
    assertThat(people.writings()).hasSize(3);
  }

  @Test
  void aTokenThatTellsNoNameTakesNoneAway() {
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    saw(connie(SUBJECT, Role.COMPLIANCE));
    saw(connie(" \t\n", Role.COMPLIANCE));
    assertThat(name()).isEqualTo("Connie Marsh");
    assertThat(people.writings()).hasSize(1);
  }

  @Test
  void aNameIsOneLineThatIsNotEndless() {
    saw(connie(" Connie\r\n\u0000Marsh ", Role.COMPLIANCE));
    assertThat(name()).isEqualTo("Connie Marsh");
    saw(connie("\uD83D\uDE00".repeat(201), Role.COMPLIANCE));
    assertThat(name()).isEqualTo("\uD83D\uDE00".repeat(200));
    saw(new Caller("x".repeat(256), "Nobody", HARBOUR, Set.of()));
    assertThat(listed()).as("no subject is as long").hasSize(1);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenAtTheNextRequest() {
    people.broken(true);
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(listed()).isEmpty();
    people.broken(false);
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(name()).isEqualTo("Connie Marsh");
  }

  @Test
  void theNewestNameIsTheLastWrittenInWhateverOrderWritingIsDone() {
    List<Runnable> later = new ArrayList<>();
    Directory busy = new Directory(people, () -> setUp, clock, later::add);
    busy.saw(connie("Connie Marsh", Role.COMPLIANCE), Optional.empty());
    busy.saw(connie("Connie Reed", Role.COMPLIANCE), Optional.empty());
    assertThat(people.writings()).as("nobody waits for it").isEmpty();
    later.reversed().forEach(Runnable::run);
    assertThat(people.writings()).extracting(Person::name).containsExactly("Connie Reed");
  }

  @Test
  void whoWasNotSeenForNinetyDaysKeepsTheNameAndIsNotOffered() {
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    clock.advance(Duration.ofDays(90));
    assertThat(offered()).isTrue();
    clock.advance(Duration.ofDays(1));
    assertThat(offered()).isFalse();
    assertThat(name()).isEqualTo("Connie Marsh");
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(offered()).isTrue();
    saw(connie("Connie Marsh"));
    assertThat(offered()).as("without a role").isFalse();
  }

  @Test
  void whomTheSetUpLetsGoIsNotOfferedFromThatMomentOn() {
    setUp =
        new SetUp(
            Map.of(),
            List.of(),
            List.of(new SetUp.Member("connie", HARBOUR, Set.of(Role.COMPLIANCE))));
    directory.saw(connie("Connie Marsh", Role.COMPLIANCE), Optional.of("connie"));
    assertThat(offered()).isTrue();
    setUp =
        new SetUp(
            Map.of(),
            List.of(),
            List.of(new SetUp.Member("connie", ISLAND, Set.of(Role.COMPLIANCE))));
    assertThat(offered()).isFalse();
    assertThat(name()).isEqualTo("Connie Marsh");
  }

  @Test
  void theSamePersonIsSomebodyForEachOfTheirPractices() {
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    saw(new Caller(SUBJECT, "Connie Marsh", ISLAND, Set.of(Role.CLINICIAN)));
    assertThat(listed()).hasSize(1);
    assertThat(directory.list(HARBOUR, Optional.of(Role.CLINICIAN), Optional.empty(), 9)).isEmpty();
    assertThat(directory.list(ISLAND, Optional.of(Role.CLINICIAN), Optional.empty(), 9)).hasSize(1);
  }

  @Test
  void aPersonInALogSaysNothingOfThem() {
    saw(connie("Connie Marsh", Role.COMPLIANCE));
    assertThat(listed().toString()).doesNotContain("Connie").doesNotContain(SUBJECT);
  }
}
