package io.onshore.gateway.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ProviderId;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.doubles.FakeProvider;
import io.onshore.gateway.doubles.FakeSignIn;
import io.onshore.gateway.doubles.MemoryProofs;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.guide.Standing.State;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.ProofDesk;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuideDeskTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final URI BACK = URI.create("https://gateway.example/connect/callback");

  private final World world = new World();
  private final MemoryProofs proofs = new MemoryProofs(world.trail);

  private static Guide.Step step(Condition done, Optional<Condition> unless) {
    return new Guide.Step(
        "step",
        Guide.Who.PRACTICE_ADMIN,
        "Files in {country}",
        "why",
        "how",
        Optional.empty(),
        Optional.empty(),
        done,
        unless,
        "otherwise");
  }

  private static Guide guide(String id, Set<String> countries, Guide.Step... steps) {
    return new Guide(id, FakeProvider.ID, countries, "title", "caution", List.of(steps));
  }

  private GuideDesk.Walk walk(Guide... guides) {
    ConnectionDesk connections = world.connections(() -> {});
    return new GuideDesk(
            world.inForce(),
            new Guides(List.of(guides)),
            world.desk(),
            connections,
            world.dossiers,
            proofs,
            world.clock)
        .walk(World.PRACTICE, World.DESTINATION);
  }

  private Standing of(Condition done, Optional<Condition> unless) {
    return walk(guide("g", Set.of(), step(done, unless))).steps().getFirst().standing();
  }

  private Standing of(Condition done) {
    return of(done, Optional.empty());
  }

  private void ask() {
    world.keeper().ask(world.destination);
  }

  private void attest(LocalDate until, String place) {
    var _ =
        world
            .filing()
            .attest(
                World.CLINICIAN,
                World.DESTINATION,
                new Claim(
                    DataClass.CONTENT,
                    Set.of(new Place(place)),
                    EvidenceGrade.ADMIN_ATTESTATION,
                    TODAY,
                    Optional.of(until),
                    "admin centre, page Data location"),
                "image/png",
                PICTURE);
  }

  private static DestinationIdentity identity(
      io.onshore.connector.residency.AccountKind kind,
      Optional<String> organisation,
      Optional<String> owner) {
    return new DestinationIdentity(kind, organisation, Optional.of("folder-1"), owner);
  }

  private void set(
      Optional<LocalDate> secretsEnd, Optional<LocalDate> reviewOn, List<Paper> papers) {
    StorageDestination usual = world.destination;
    Connection connection =
        new Connection(
            usual.connection().id(),
            usual.practice(),
            FakeProvider.ID,
            usual.connection().settings(),
            secretsEnd,
            List.of());
    world.setUp(
        new StorageDestination(
            usual.id(),
            usual.practice(),
            usual.name(),
            connection,
            usual.location(),
            usual.plan(),
            usual.offer(),
            usual.claims(),
            papers,
            new UseLimits(Set.of(), Set.of(), reviewOn)));
  }

  @Test
  void filesRestInThePracticesCountryOnceTheProviderSaysSo() {
    Condition rests = new Condition.Rests(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED);
    assertThat(of(rests).state()).isEqualTo(State.CAN_NOT_TELL);

    world.provider.places = Set.of("AU-VIC");
    ask();
    Standing done = of(rests);
    assertThat(done.state()).as(done.saw()).isEqualTo(State.DONE);
    assertThat(done.saw()).isEqualTo("in Australia");
    Standing.Evidence evidence = done.evidence().orElseThrow();
    assertThat(evidence.source()).isEqualTo("fake.place");
    assertThat(evidence.label()).contains("label");
    assertThat(evidence.grade()).contains(EvidenceGrade.TENANT_MEASURED);
    assertThat(evidence.lookedOn()).isEqualTo(TODAY);

    world.clock.advance(Duration.ofDays(1));
    world.provider.places = Set.of("AU", "US");
    ask();
    Standing abroad = of(rests);
    assertThat(abroad.state()).isEqualTo(State.NOT_DONE);
    assertThat(abroad.saw()).isEqualTo("Australia and the US (`label`)");
  }

  @Test
  void aPlaceThatNobodyKnowsAndAHintAreNoPlace() {
    Condition rests = new Condition.Rests(DataClass.CONTENT, EvidenceGrade.ADMIN_ATTESTATION);
    world.provider.strength = Strength.INDIRECT;
    ask();
    Standing hint = of(rests);
    assertThat(hint.state()).isEqualTo(State.CAN_NOT_TELL);
    assertThat(hint.saw()).contains("weaker kind of evidence").contains("Australia");
    attest(TODAY.plusDays(90), "ZZ");
    assertThat(of(rests).state()).isEqualTo(State.CAN_NOT_TELL);
  }

  @Test
  void whatIsTooOldIsNotDoneAnyMore() {
    world.rulebook(Rules.book(30));
    Condition rests = new Condition.Rests(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED);
    ask();
    world.clock.advance(Duration.ofDays(30));
    assertThat(of(rests).state()).isEqualTo(State.DONE);
    world.clock.advance(Duration.ofDays(1));
    assertThat(of(rests).state()).isEqualTo(State.NOT_DONE);
  }

  @Test
  void anAttestationStandsUntilItsEndAndIsNotNeededWhereTheProviderTells() {
    Condition attested = new Condition.Attested(DataClass.CONTENT);
    Optional<Condition> told = Optional.of(new Condition.Told("fake.place", Set.of()));
    world.provider.places = Set.of();
    ask();
    assertThat(of(attested, told).state()).isEqualTo(State.NOT_DONE);
    attest(TODAY.plusDays(90), "AU");
    assertThat(of(attested, told).state()).isEqualTo(State.DONE);
    assertThat(of(new Condition.Attested(DataClass.BACKUP)).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.Rests(DataClass.CONTENT, EvidenceGrade.ADMIN_ATTESTATION)).state())
        .isEqualTo(State.DONE);
    assertThat(of(new Condition.Rests(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED)).state())
        .isEqualTo(State.CAN_NOT_TELL);
    world.clock.advance(Duration.ofDays(91));
    assertThat(of(attested, told).saw()).contains("has ended");
    world.provider.places = Set.of("AU");
    ask();
    Standing notNeeded = of(attested, told);
    assertThat(notNeeded.state()).isEqualTo(State.NOT_NEEDED);
    assertThat(notNeeded.evidence()).isPresent();
  }

  @Test
  void whatTheProviderTellsCountsByItsWord() {
    assertThat(of(new Condition.Told("fake.place", Set.of())).saw()).contains("never asked");
    ask();
    assertThat(of(new Condition.Told("fake.place", Set.of("label"))).state()).isEqualTo(State.DONE);
    Standing other = of(new Condition.Told("fake.place", Set.of("EUROPE")));
    assertThat(other.state()).isEqualTo(State.NOT_DONE);
    assertThat(other.saw()).contains("`label`");
    assertThat(of(new Condition.Told("fake.other", Set.of())).state())
        .isEqualTo(State.CAN_NOT_TELL);
  }

  @Test
  void theAccountItsOwnerAndWhoWasApproved() {
    Condition organisation = new Condition.Account(AccountKind.ORGANISATION);
    assertThat(of(organisation).state()).isEqualTo(State.CAN_NOT_TELL);
    assertThat(of(new Condition.Owned()).state()).isEqualTo(State.CAN_NOT_TELL);
    assertThat(of(new Condition.Approved()).state()).isEqualTo(State.CAN_NOT_TELL);
    world.provider.identity =
        identity(
            io.onshore.connector.residency.AccountKind.ORGANISATION,
            Optional.of("ent-1"),
            Optional.of("user-1"));
    ask();
    assertThat(of(organisation).state()).isEqualTo(State.DONE);
    Standing owned = of(new Condition.Owned());
    assertThat(owned.state()).isEqualTo(State.DONE);
    assertThat(owned.saw()).contains("user-1").contains("ent-1");
    assertThat(of(new Condition.Approved()).state()).isEqualTo(State.DONE);

    world.clock.advance(Duration.ofMinutes(1));
    world.provider.identity =
        identity(
            io.onshore.connector.residency.AccountKind.PERSONAL,
            Optional.empty(),
            Optional.of("user-2"));
    ask();
    assertThat(of(organisation).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.Owned()).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.Approved()).state()).isEqualTo(State.NOT_DONE);

    world.clock.advance(Duration.ofMinutes(1));
    world.provider.identity =
        identity(
            io.onshore.connector.residency.AccountKind.UNKNOWN, Optional.empty(), Optional.empty());
    ask();
    assertThat(of(new Condition.Owned()).state()).isEqualTo(State.CAN_NOT_TELL);
  }

  @Test
  void anAccountIsConnectedByAPersonOrAnswersTheApplication() {
    assertThat(of(new Condition.Connected()).state()).isEqualTo(State.CAN_NOT_TELL);
    ask();
    assertThat(of(new Condition.Connected()).state()).isEqualTo(State.DONE);
    assertThat(of(new Condition.Granted()).state()).isEqualTo(State.NOT_NEEDED);

    FakeSignIn page = new FakeSignIn();
    page.grants = Set.of("store", "offline_access", "everything");
    world.provider.signIn = Optional.of(page);
    assertThat(of(new Condition.Connected()).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.Granted()).state()).isEqualTo(State.CAN_NOT_TELL);
    String connection = world.destination.connection().id();
    ConnectionDesk desk = world.connections(() -> {});
    URI invited = desk.invite(World.CLINICIAN, connection, BACK).page();
    String state = invited.getQuery().replaceAll(".*state=([^&]*).*", "$1");
    String challenge = invited.getQuery().replaceAll(".*code_challenge=([^&]*).*", "$1");
    String code =
        page.allow(new io.onshore.connector.credential.Authorization.Asked(BACK, state, challenge));
    var _ = desk.comeBack(World.CLINICIAN, Optional.of(state), Optional.of(code), false);
    assertThat(of(new Condition.Connected()).state()).isEqualTo(State.DONE);
    Standing granted = of(new Condition.Granted());
    assertThat(granted.state()).isEqualTo(State.NOT_DONE);
    assertThat(granted.saw()).isEqualTo("more than is needed: everything");
  }

  @Test
  void aProofCountsForAsLongAsItIsSaid() {
    Condition proven = new Condition.Proven(Duration.ofDays(90));
    assertThat(of(proven).saw()).isEqualTo("no proof was made");
    ProofDesk desk =
        new ProofDesk(
            world.inForce(),
            world.connectors(),
            world.keeper(),
            destination -> Optional.empty(),
            proofs,
            world.clock);
    String id = desk.make(World.CLINICIAN, World.DESTINATION).id();
    assertThat(of(proven).state()).isEqualTo(State.DONE);
    assertThat(of(proven).evidence().flatMap(Standing.Evidence::label)).contains(id);
    world.clock.advance(Duration.ofDays(91));
    assertThat(of(proven).saw()).isEqualTo("the last proof is too old");
    world.provider.comparesAtCommit = false;
    world.provider.corrupt(1);
    var _ = desk.make(World.CLINICIAN, World.DESTINATION);
    assertThat(of(proven).saw()).contains("COMPARE_DIGEST");
  }

  @Test
  void papersReviewsAndSecretsAreNotedAndPass() {
    Condition paper = new Condition.OnFile(Paper.Sort.CONTRACT, Set.of("DPA", "BAA"));
    assertThat(of(paper).saw()).contains("BAA or DPA");
    assertThat(of(new Condition.ReviewPlanned()).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.SecretsNoted()).state()).isEqualTo(State.NOT_DONE);
    Paper dpa =
        new Paper(
            Paper.Sort.CONTRACT,
            "DPA",
            Optional.empty(),
            Optional.empty(),
            Optional.of(TODAY.plusDays(10)));
    set(Optional.of(TODAY.plusDays(10)), Optional.of(TODAY.plusDays(10)), List.of(dpa));
    assertThat(of(paper).state()).isEqualTo(State.DONE);
    assertThat(of(new Condition.ReviewPlanned()).state()).isEqualTo(State.DONE);
    assertThat(of(new Condition.SecretsNoted()).state()).isEqualTo(State.DONE);
    world.clock.advance(Duration.ofDays(11));
    assertThat(of(paper).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.ReviewPlanned()).state()).isEqualTo(State.NOT_DONE);
    assertThat(of(new Condition.SecretsNoted()).state()).isEqualTo(State.NOT_DONE);
  }

  @Test
  void theRulesHaveTheLastWord() {
    world.provider.places = Set.of("US");
    ask();
    Standing kept = of(new Condition.Cleared());
    assertThat(kept.state()).isEqualTo(State.NOT_DONE);
    assertThat(kept.saw()).isEqualTo("Kept in the US");
    world.clock.advance(Duration.ofMinutes(1));
    world.provider.places = Set.of("AU");
    ask();
    assertThat(of(new Condition.Cleared()).saw()).isEqualTo("Stays in Australia");
    assertThat(of(new Condition.Cleared()).state()).isEqualTo(State.DONE);
  }

  @Test
  void theGuideOfThePracticesCountryComesFirstAndSaysItsName() {
    Guide.Step step = step(new Condition.Connected(), Optional.empty());
    Guide all = guide("all", Set.of(), step);
    assertThat(walk(all, guide("here", Set.of("AU", "NZ"), step)).guide().id()).isEqualTo("here");
    GuideDesk.Walk elsewhere = walk(all, guide("there", Set.of("NZ"), step));
    assertThat(elsewhere.guide().id()).isEqualTo("all");
    assertThat(elsewhere.said(step.title())).isEqualTo("Files in Australia");
    assertThat(elsewhere.settled()).isZero();
    assertThat(elsewhere.next().map(each -> each.step().id())).contains("step");
    ask();
    assertThat(walk(all).settled()).isEqualTo(1);
    assertThat(walk(all).next()).isEmpty();
    Guide others =
        new Guide("o", new ProviderId("other"), Set.of(), "title", "caution", List.of(step));
    assertThatThrownBy(() -> walk(others))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.GUIDE_UNKNOWN));
  }

  @Test
  void anotherPracticesDestinationHasNoGuideHere() {
    GuideDesk desk =
        new GuideDesk(
            world.inForce(),
            new Guides(List.of()),
            world.desk(),
            world.connections(() -> {}),
            world.dossiers,
            proofs,
            world.clock);
    assertThatThrownBy(() -> desk.walk(new PracticeId("stranger"), World.DESTINATION))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_UNKNOWN));
  }

  @Test
  void guidesThatContradictEachOtherAreRefused() {
    Guide.Step step = step(new Condition.Connected(), Optional.empty());
    assertThatThrownBy(
            () ->
                new Guides(
                    List.of(guide("a", Set.of("AU"), step), guide("b", Set.of("NZ", "AU"), step))))
        .hasMessage("two guides are for `fake` in `AU`");
    assertThatThrownBy(() -> guide("a", Set.of(), step, step))
        .hasMessageContaining("id of its own");
  }
}
