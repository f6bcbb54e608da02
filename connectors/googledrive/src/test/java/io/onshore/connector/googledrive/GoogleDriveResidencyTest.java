package io.onshore.connector.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Quota;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.googledrive.Account;
import io.onshore.connector.simulator.googledrive.DriveOperation;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.simulator.googledrive.Region;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleDriveResidencyTest {
  private static final List<Account> PEOPLE =
      List.of(Account.consumer("anna@gmail.com"), Account.member("desk@clinic.example"));

  private final GoogleDriveHarness harness = new GoogleDriveHarness();
  private final GoogleDriveSimulator simulator = harness.simulator();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void practiceWithoutARegionIsToldNoPlace() throws Exception {
    assertThat(probe(harness.settings()).observations()).containsExactly(sharedDrive());
  }

  @Test
  void regionIsWhatAnAdminAskedForAndNotWhereFilesAre() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    assertThat(probe(harness.settings()).observations())
        .containsExactly(
            sharedDrive(),
            configured(Aspect.CONTENT, "US", Set.of("US")),
            configured(Aspect.BACKUP, "US", Set.of("US")));
  }

  @Test
  void europeIsAnyMemberStateAndNotTheUnitedKingdom() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "EUROPE")));
    assertThat(probe(harness.settings()).on(Aspect.CONTENT))
        .singleElement()
        .satisfies(
            observation -> {
              assertThat(observation.rawLabel()).isEqualTo("EUROPE");
              assertThat(observation.places())
                  .hasSize(27)
                  .contains("IE", "FI")
                  .doesNotContain("GB", "CH", "NO");
              assertThat(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))
                  .containsAll(observation.places());
            });
  }

  @Test
  void noPreferenceIsAWordWithoutAPlace() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "ANY_REGION")));
    assertThat(probe(harness.settings()).on(Aspect.CONTENT))
        .containsExactly(configured(Aspect.CONTENT, "ANY_REGION", Set.of()));
  }

  @Test
  void unitsThatDifferAreAllObserved() throws Exception {
    simulator.setRegions(
        GoogleDriveHarness.PRACTICE,
        List.of(
            new Region("top", "ANY_REGION"),
            new Region("surgery", "US"),
            new Region("desk", "US")));
    assertThat(probe(harness.settings()).on(Aspect.CONTENT))
        .containsExactly(
            configured(Aspect.CONTENT, "ANY_REGION", Set.of()),
            configured(Aspect.CONTENT, "US", Set.of("US")));
  }

  @Test
  void policyIsNotAskedForWithoutAnAdmin() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    assertThat(probe(harness.settings().without("evidence-subject")).observations())
        .containsExactly(sharedDrive());
    assertThat(simulator.log().count(DriveOperation.POLICIES)).isZero();
  }

  @Test
  void adminWhoDelegatedNothingMeansNoObservation() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    simulator.delegate(GoogleDriveHarness.GATEWAY, GoogleDriveHarness.PRACTICE, Set.of());
    assertThat(probe(harness.settings()).observations()).containsExactly(sharedDrive());
  }

  @Test
  void userWhoIsNoAdminMeansNoObservation() throws Exception {
    simulator.add(Account.member("desk@clinic.example"));
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    assertThat(
            probe(harness.settings().with("evidence-subject", "desk@clinic.example"))
                .observations())
        .containsExactly(sharedDrive());
  }

  @Test
  void personalAccountIsToldForCertainAndAnotherAddressIsAHint() throws Exception {
    for (Account account : PEOPLE) {
      boolean consumer = account.kind() == Account.Kind.CONSUMER;
      assertThat(probe(person(), consent(account)).observations())
          .containsExactly(
              new Observation(
                  Aspect.ACCOUNT,
                  Set.of(),
                  consumer ? Strength.REPORTED : Strength.INDIRECT,
                  "user.emailAddress",
                  consumer ? "gmail.com" : "clinic.example"));
    }
  }

  @Test
  void folderOfASharedDriveIsThatDrivesAndAnOrganisations() throws Exception {
    assertThat(harness.connector().probeResidency(harness.destination()).identity())
        .isEqualTo(organisation(harness.folder(), GoogleDriveHarness.SHARED_DRIVE));
    assertThat(probe(harness.settings()).identity())
        .isEqualTo(organisation(GoogleDriveHarness.SHARED_DRIVE, GoogleDriveHarness.SHARED_DRIVE));
  }

  @Test
  void folderThatWasMovedToAnotherSharedDriveIsThatDrives() throws Exception {
    simulator.addSharedDrive("0AOther", GoogleDriveHarness.GATEWAY);
    simulator.moveFolder(harness.folder(), "0AOther");
    assertThat(harness.connector().probeResidency(harness.destination()).identity())
        .isEqualTo(organisation(harness.folder(), "0AOther"));
  }

  @Test
  void myDriveIsItsPersonsAndOnlyConsumersArePersonalForCertain() throws Exception {
    for (Account account : PEOPLE) {
      ResidencyEvidence evidence = probe(person(), consent(account));
      DestinationIdentity identity = evidence.identity();
      assertThat(identity.account())
          .isEqualTo(
              account.kind() == Account.Kind.CONSUMER ? AccountKind.PERSONAL : AccountKind.UNKNOWN);
      assertThat(identity.organisation()).isEmpty();
      assertThat(identity.owner().orElseThrow()).matches("[0-9]{20}");
      assertThat(identity.place()).as("an app does not see the top of My Drive").isEmpty();
      assertThat(evidence.answers())
          .contains(new ProviderAnswer("GET /drive/v3/files/root", Optional.empty()));
    }
  }

  @Test
  void pickedFolderOfMyDriveHasItsOwner() throws Exception {
    Account anna = PEOPLE.getFirst();
    TokenVault vault = consent(anna);
    String folder = simulator.createFolder(simulator.myDrive(anna.email()), "Photos");
    simulator.pick(folder, "client");
    Connector connector = harness.open(person(), vault, Duration.ofMinutes(1));
    DestinationIdentity identity = connector.probeResidency(Destination.folder(folder)).identity();
    assertThat(identity)
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.PERSONAL,
                Optional.empty(),
                Optional.of(folder),
                connector.probeResidency(Destination.folder("")).identity().owner()));
  }

  @Test
  void answersAreGooglesOwnInTheOrderOfTheQuestions() throws Exception {
    simulator.setRegions(GoogleDriveHarness.PRACTICE, List.of(new Region("top", "US")));
    List<ProviderAnswer> answers =
        harness.connector().probeResidency(harness.destination()).answers();
    assertThat(answers)
        .extracting(ProviderAnswer::call)
        .containsExactly(
            "GET /drive/v3/drives/" + GoogleDriveHarness.SHARED_DRIVE,
            "GET /drive/v3/files/" + harness.folder(),
            "GET /v1/policies");
    assertThat(answers.getLast().body().orElseThrow())
        .as("with what no model of ours has a member for")
        .contains("\"region\":\"US\"", "\"orgUnit\":\"orgUnits/top\"");
  }

  @Test
  void sharedDriveThatIsMissingIsAFailureNotEmptyEvidence() throws Exception {
    ConnectorException thrown =
        catchThrowableOfType(
            ConnectorException.class,
            () -> probe(harness.settings().with("shared-drive-id", "0ANobody")));
    assertThat(thrown.failure().kind()).isEqualTo(Kind.DESTINATION_MISSING);
  }

  private TokenVault consent(Account account) {
    simulator.addClient("client", "secret");
    simulator.add(account);
    return new MemoryVault(
        simulator.consent(account.email(), "client", Set.of(GoogleSignIn.OWN_FILES)));
  }

  private static DestinationIdentity organisation(String place, String drive) {
    return new DestinationIdentity(
        AccountKind.ORGANISATION, Optional.empty(), Optional.of(place), Optional.of(drive));
  }

  private Settings person() {
    return harness
        .settings()
        .without("service-account-key")
        .without("shared-drive-id")
        .without("evidence-subject")
        .with("acts-as", "person")
        .with("client-id", "client")
        .with("client-secret", "secret");
  }

  /** Of a shared drive nothing is told, which the suite shows. */
  @Test
  void myDriveHasTheStorageOfItsPerson() throws Exception {
    Quota quota =
        harness
            .open(person(), consent(PEOPLE.getFirst()), Duration.ofMinutes(1))
            .quota()
            .orElseThrow();
    simulator.room(new Room.Limited(15_000_000_000L, 14_999_000_000L));
    assertThat(quota.space(Destination.folder("")))
        .contains(Space.Limited.of(15_000_000_000L, 14_999_000_000L));
    simulator.room(new Room.Unlimited());
    assertThat(quota.space(Destination.folder(""))).contains(new Space.Unlimited());
    simulator.room(new Room.Untold());
    assertThat(quota.space(Destination.folder(""))).isEmpty();
  }

  private ResidencyEvidence probe(Settings settings) throws ConnectorException {
    return probe(settings, harness.vault());
  }

  private ResidencyEvidence probe(Settings settings, TokenVault vault) throws ConnectorException {
    Connector connector = harness.open(settings, vault, Duration.ofMinutes(1));
    return connector.probeResidency(Destination.folder(""));
  }

  private static Observation sharedDrive() {
    return new Observation(
        Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "sharedDrive.kind", "drive#drive");
  }

  private static Observation configured(Aspect aspect, String region, Set<String> places) {
    return new Observation(
        aspect, places, Strength.CONFIGURED, "data_regions.data_at_rest_region.region", region);
  }
}
