package io.onshore.gateway.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which destination a clinician sees first, and what is suggested beside a warning. */
class ChooserTest {
  private static final LocalDate TODAY = LocalDate.ofInstant(World.START, ZoneOffset.UTC);

  private final World world = new World();

  private static StorageDestination kept(String id, String place) {
    return kept(id, place, UseLimits.NONE);
  }

  private static StorageDestination kept(String id, String place, UseLimits use) {
    StorageDestination plain = World.destination(new DestinationId(id));
    return new StorageDestination(
        plain.id(),
        plain.practice(),
        plain.name(),
        plain.connection(),
        plain.location(),
        plain.plan(),
        Optional.empty(),
        List.of(claim(DataClass.CONTENT, place), claim(DataClass.BACKUP, place)),
        List.of(),
        use);
  }

  private static Claim claim(DataClass about, String place) {
    return new Claim(
        about,
        Set.of(new Place(place)),
        EvidenceGrade.CONTRACT,
        TODAY,
        Optional.empty(),
        "clause 4");
  }

  private List<Chooser.Judged> judged() {
    return world.chooser().judge(World.CLINICIAN, world.practice, Push.of(Patient.UNTOLD));
  }

  private static List<String> ids(List<Chooser.Judged> judged) {
    return judged.stream().map(each -> each.destination().id().value()).toList();
  }

  @Test
  void theBestComesFirst() {
    world.provider.places = Set.of();
    world.setUp(kept("russia", "RU"), kept("states", "US"), kept("home", "AU"));
    assertThat(ids(judged())).containsExactly("home", "states", "russia");
  }

  @Test
  void besideAWarningABetterOneIsNamedAndBesideAGoodOneNone() {
    world.provider.places = Set.of();
    world.setUp(kept("states", "US"), kept("home", "AU"));
    List<Chooser.Judged> judged = judged();
    assertThat(judged.getFirst().better(judged)).isEmpty();
    assertThat(judged.getLast().better(judged).orElseThrow().destination().id().value())
        .isEqualTo("home");
    assertThat(
            world
                .chooser()
                .better(
                    World.CLINICIAN,
                    world.practice,
                    Optional.of(new DestinationId("states")),
                    Push.of(Patient.UNTOLD)))
        .isPresent();
  }

  @Test
  void whereNothingIsBetterNothingIsSuggested() {
    world.provider.places = Set.of();
    world.setUp(kept("states", "US"), kept("russia", "RU"));
    List<Chooser.Judged> judged = judged();
    assertThat(judged).allSatisfy(each -> assertThat(each.better(judged)).isEmpty());
  }

  @Test
  void whatIsForOthersIsSeenLastByWhoLooksAfterThePracticeAndNeverSuggested() {
    world.provider.places = Set.of();
    world.setUp(
        kept("programs", "AU", new UseLimits(Set.of(Role.SERVICE), Set.of(), Optional.empty())),
        kept("states", "US"));
    Caller both =
        new Caller(
            "both", "Both", world.practice.id(), Set.of(Role.CLINICIAN, Role.PRACTICE_ADMIN));

    List<Chooser.Judged> judged =
        world.chooser().judge(both, world.practice, Push.of(Patient.UNTOLD));

    assertThat(ids(judged)).containsExactly("states", "programs");
    assertThat(judged.getLast().usable()).isFalse();
    assertThat(judged.getFirst().better(judged)).isEmpty();
    assertThat(ids(judged())).containsExactly("states");
  }
}
