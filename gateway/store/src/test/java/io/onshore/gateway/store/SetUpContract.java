package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Destination;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.directory.Person;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.setup.MadeConnection;
import io.onshore.gateway.setup.MadeDestination;
import io.onshore.gateway.setup.PracticeSetUp;
import io.onshore.gateway.setup.PracticeSetUpVersion;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds on every database for what practices set up, stop, prove and are told of, and for who
 * acts for them.
 */
abstract class SetUpContract extends ReviewContract {
  private static final String SECRET = "very-secret-client-word-5519";

  private static PracticeSetUp rich() {
    LocalDate day = LocalDate.parse("2026-11-22");
    return new PracticeSetUp(
        List.of(
            new MadeConnection(
                "two",
                new ProviderId("box"),
                Map.of("client-secret", SECRET, "acts-as", "application"),
                Optional.of(day),
                List.of(
                    new AllowedFolder(
                        new Destination(Optional.of("b!1"), "Photos “1”"),
                        Optional.of("owner-1"),
                        Set.of("AU", "NZ"))))),
        List.of(
            new MadeDestination(
                new DestinationId("made"),
                "Made",
                "two",
                new Destination(Optional.of("b!1"), "Photos “1”"),
                "plan",
                Optional.of("an-offer"),
                List.of(
                    new Claim(
                        DataClass.BACKUP,
                        Set.of(new Place("AU")),
                        EvidenceGrade.CONTRACT,
                        day,
                        Optional.of(day.plusDays(1)),
                        "terms")),
                List.of(Paper.of(Paper.Sort.CONTRACT, "DPA")),
                new UseLimits(
                    Set.of(Role.CLINICIAN, Role.SERVICE), Set.of("sub-1"), Optional.of(day)))));
  }

  private boolean keep(PracticeId practice, int number, PracticeSetUp setUp) {
    return store
        .setUps()
        .keep(
            new PracticeSetUpVersion(practice, number, setUp, "auth0|admin", Samples.NOW),
            Samples.event(practice, AuditType.DESTINATION_SET_UP, "made"));
  }

  @Test
  void givesBackTheNewestVersionOfWhatEachPracticeMade() throws Exception {
    assertThat(store.setUps().newest(Samples.PRACTICE)).isEmpty();
    assertThat(keep(Samples.PRACTICE, 1, PracticeSetUp.EMPTY)).isTrue();
    assertThat(keep(Samples.PRACTICE, 2, rich())).isTrue();
    assertThat(keep(Samples.OTHER, 1, PracticeSetUp.EMPTY)).isTrue();
    close();
    start();
    assertThat(store.setUps().numbers()).isEqualTo(Map.of(Samples.PRACTICE, 2, Samples.OTHER, 1));
    assertThat(store.setUps().newest(Samples.PRACTICE).orElseThrow())
        .isEqualTo(
            new PracticeSetUpVersion(Samples.PRACTICE, 2, rich(), "auth0|admin", Samples.NOW));
    assertThat(store.setUps().newest())
        .extracting(version -> version.practice() + " " + version.number())
        .containsExactlyInAnyOrder(Samples.PRACTICE + " 2", Samples.OTHER + " 1");
  }

  @Test
  void ofTwoWhoChangeOneVersionOneIsToldThatItChanged() throws Exception {
    assertThat(together(4, () -> keep(Samples.PRACTICE, 1, PracticeSetUp.EMPTY)))
        .containsOnlyOnce(true);
    assertThat(keep(Samples.PRACTICE, 3, PracticeSetUp.EMPTY)).as("with a gap").isFalse();
    assertThat(store.trail().about(Samples.PRACTICE, "made")).hasSize(1);
  }

  @Test
  void noSecretOfASetUpIsReadableWhereItRests() throws Exception {
    keep(Samples.PRACTICE, 1, rich());
    String everything = new String(everything(), StandardCharsets.ISO_8859_1);
    assertThat(everything).doesNotContain(SECRET);
  }

  @Test
  void aSetUpIsSealedAnewUnderTheNewestKey() {
    keep(Samples.PRACTICE, 1, rich());
    byte[] newer = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(newer, (byte) 7);
    JdbcStore both = new JdbcStore(source, new SecretBox(List.of(newer, KEY)));
    assertThat(both.reseal().done()).isEqualTo(1);
    JdbcStore onlyNewer = new JdbcStore(source, new SecretBox(List.of(newer)));
    assertThat(onlyNewer.setUps().newest(Samples.PRACTICE).orElseThrow().setUp()).isEqualTo(rich());
  }

  @Test
  void aSetUpWithoutItsAuditEventIsNotKept() {
    withoutAuditTable(
        () ->
            assertThatThrownBy(() -> keep(Samples.PRACTICE, 1, rich()))
                .isInstanceOf(StoreException.class));
    assertThat(store.setUps().newest(Samples.PRACTICE)).isEmpty();
  }

  private static Stop stop(PracticeId practice, Stop.Scope scope, String target) {
    return new Stop(practice, scope, target, "a key was lost", "auth0|admin", Samples.NOW);
  }

  private boolean stopped(Stop stop) {
    return store
        .stops()
        .stop(stop, Samples.event(stop.practice(), AuditType.SENDING_STOPPED, stop.target()));
  }

  private boolean resumed(Stop stop, Set<DestinationId> goOn) {
    return store
        .stops()
        .resume(
            stop.practice(),
            stop.scope(),
            stop.target(),
            goOn,
            Samples.event(stop.practice(), AuditType.SENDING_RESUMED, stop.target()));
  }

  @Test
  void aStopStandsUntilItIsLifted() {
    Stop box = stop(Samples.PRACTICE, Stop.Scope.PROVIDER, "box");
    assertThat(stopped(box)).isTrue();
    assertThat(stopped(box)).isFalse();
    assertThat(stopped(stop(Samples.OTHER, Stop.Scope.CONNECTION, "c"))).isTrue();
    assertThat(store.stops().standing(Samples.PRACTICE)).containsExactly(box);
    assertThat(resumed(box, Set.of())).isTrue();
    assertThat(resumed(box, Set.of())).isFalse();
    assertThat(store.stops().standing(Samples.PRACTICE)).isEmpty();
    assertThat(store.stops().standing(Samples.OTHER)).hasSize(1);
    assertThat(store.trail().about(Samples.PRACTICE, "box")).hasSize(2);
  }

  @Test
  void liftingAStopMakesItsWaitingFilesDue() {
    Transfer waiting = created(Samples.transfer().in(new TransferState.Queued()));
    journal.postponed(
        waiting,
        new Transfer.Trouble(
            Stops.TROUBLE, "stopped", "wait", 0, Optional.of(Samples.NOW.plusSeconds(900))),
        Samples.NOW);
    assertThat(journal.lease("w", Samples.NOW, Duration.ofSeconds(30))).isEmpty();
    Stop box = stop(Samples.PRACTICE, Stop.Scope.DESTINATION, "box-sydney");
    stopped(box);
    resumed(box, Set.of(Samples.DESTINATION));
    assertThat(journal.lease("w", Samples.NOW, Duration.ofSeconds(30)))
        .map(Transfer::id)
        .contains(waiting.id());
  }

  @Test
  void countsWhatIsUnderWayToADestination() {
    for (TransferState state : Samples.everyState(Samples.transfer().id())) {
      created(Samples.transfer().in(state));
    }
    created(Samples.transfer(Samples.OTHER));
    assertThat(journal.underWay(Samples.PRACTICE, Set.of(Samples.DESTINATION))).isEqualTo(8);
    assertThat(journal.underWay(Samples.PRACTICE, Set.of(new DestinationId("none")))).isZero();
    assertThat(journal.underWay(Samples.PRACTICE, Set.of())).isZero();
  }

  private static Proof proof(PracticeId practice) {
    return new Proof(
        Samples.id("prf_"),
        practice,
        Samples.DESTINATION,
        Samples.PROVIDER,
        "auth0|admin",
        Samples.NOW,
        Samples.NOW.plusSeconds(3),
        4_321,
        Samples.DIGESTS,
        Samples.DIGESTS,
        List.of(
            new Proof.Step(Proof.Act.WRITE, Proof.Result.DONE, Samples.NOW, "stored"),
            new Proof.Step(Proof.Act.FIND, Proof.Result.FAILED, Samples.NOW, "“gone”")),
        Optional.of(Samples.evidence(1)),
        Optional.of("01ABC"));
  }

  @Test
  void givesBackProofsNewestFirst() {
    Proof first = proof(Samples.PRACTICE);
    Proof second = proof(Samples.PRACTICE);
    for (Proof each : List.of(first, second, proof(Samples.OTHER))) {
      store.proofs().file(each, Samples.event(each.practice(), AuditType.PROOF_MADE, "box-sydney"));
    }
    assertThat(store.proofs().list(Samples.PRACTICE, Samples.DESTINATION, 9))
        .containsExactly(second, first);
    assertThat(store.proofs().list(Samples.PRACTICE, Samples.DESTINATION, 1))
        .containsExactly(second);
    assertThat(store.proofs().list(Samples.PRACTICE, new DestinationId("none"), 9)).isEmpty();
    assertThat(store.trail().about(Samples.PRACTICE, "box-sydney")).hasSize(2);
  }

  private boolean raised(PracticeId practice, String fingerprint) {
    return store
        .alerts()
        .raise(
            new Alert(
                Samples.id("alr_"),
                practice,
                new Expiry(
                    Expiry.Kind.PAPER,
                    Expiry.About.DESTINATION,
                    "box-sydney",
                    "DPA",
                    LocalDate.parse("2026-12-01"),
                    "renew it"),
                7,
                fingerprint,
                Samples.NOW),
            Samples.event(practice, AuditType.EXPIRY_NEARS, "box-sydney"));
  }

  @Test
  void anAlertIsRaisedOnceHoweverManyRaiseIt() throws Exception {
    assertThat(together(4, () -> raised(Samples.PRACTICE, "f"))).containsOnlyOnce(true);
    assertThat(raised(Samples.PRACTICE, "f")).isFalse();
    assertThat(raised(Samples.PRACTICE, "g")).isTrue();
    assertThat(raised(Samples.OTHER, "f")).isTrue();
    assertThat(store.alerts().list(Samples.PRACTICE, 9))
        .extracting(Alert::fingerprint)
        .containsExactly("g", "f");
    assertThat(store.trail().about(Samples.PRACTICE, "box-sydney")).hasSize(2);
  }

  private static Person person(PracticeId practice, String name, LocalDate on, Role... roles) {
    return new Person(practice, "auth0|connie", name, Set.of(roles), Optional.empty(), on);
  }

  private List<Person> people(PracticeId practice) {
    return store.people().list(practice, Optional.empty(), Optional.empty(), 9);
  }

  @Test
  void givesBackHowEachPersonWasSeenLast() throws Exception {
    LocalDate day = LocalDate.parse("2026-11-22");
    Person named = person(Samples.PRACTICE, "Connie “C” Marsh", day, Role.COMPLIANCE, Role.AUDITOR);
    store.people().keep(named);
    close();
    start();
    assertThat(people(Samples.PRACTICE)).containsExactly(named);

    Person renamed = person(Samples.PRACTICE, "Connie Reed", day, Role.COMPLIANCE);
    store.people().keep(renamed);
    assertThat(people(Samples.PRACTICE)).containsExactly(renamed);

    store.people().keep(person(Samples.PRACTICE, "auth0|connie", day.plusDays(1)));
    Person roleless = person(Samples.PRACTICE, "Connie Reed", day.plusDays(1));
    assertThat(people(Samples.PRACTICE)).as("the name stays").containsExactly(roleless);

    store.people().keep(renamed);
    assertThat(people(Samples.PRACTICE)).as("a later day stays").containsExactly(roleless);
  }

  @Test
  void tellsNobodyOfAnotherPracticesPeople() {
    LocalDate day = LocalDate.parse("2026-11-22");
    Person theirs = person(Samples.OTHER, "Connie Marsh", day, Role.CLINICIAN);
    store.people().keep(theirs);
    assertThat(people(Samples.PRACTICE)).isEmpty();
    store.people().keep(person(Samples.PRACTICE, "Connie Reed", day, Role.COMPLIANCE));
    assertThat(people(Samples.OTHER)).containsExactly(theirs);
    assertThat(people(Samples.PRACTICE)).extracting(Person::name).containsExactly("Connie Reed");
  }

  @Test
  void listsPeoplePageByPageAndByRole() {
    LocalDate day = LocalDate.parse("2026-11-22");
    for (String subject : List.of("c", "a", "b")) {
      store
          .people()
          .keep(
              new Person(
                  Samples.PRACTICE,
                  subject,
                  subject,
                  subject.equals("a") ? Set.of(Role.CLINICIAN) : Set.of(Role.COMPLIANCE),
                  subject.equals("a") ? Optional.of("login-a") : Optional.empty(),
                  day));
    }
    assertThat(store.people().list(Samples.PRACTICE, Optional.empty(), Optional.empty(), 2))
        .extracting(Person::subject)
        .containsExactly("a", "b");
    assertThat(store.people().list(Samples.PRACTICE, Optional.empty(), Optional.of("b"), 2))
        .extracting(Person::subject)
        .containsExactly("c");
    assertThat(
            store
                .people()
                .list(Samples.PRACTICE, Optional.of(Role.COMPLIANCE), Optional.empty(), 9))
        .extracting(Person::subject)
        .containsExactly("b", "c");
    assertThat(people(Samples.PRACTICE))
        .extracting(Person::login)
        .containsExactly(Optional.of("login-a"), Optional.empty(), Optional.empty());
  }

  @Test
  void ofManyWhoSeeOnePersonTheFirstTimeNoneFails() throws Exception {
    Person seen =
        person(Samples.PRACTICE, "Connie Marsh", LocalDate.parse("2026-11-22"), Role.COMPLIANCE);
    assertThat(
            together(
                4,
                () -> {
                  store.people().keep(seen);
                  return people(Samples.PRACTICE);
                }))
        .containsOnly(List.of(seen));
  }
}
