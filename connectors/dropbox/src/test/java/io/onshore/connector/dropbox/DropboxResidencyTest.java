package io.onshore.connector.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.dropbox.Account;
import io.onshore.connector.simulator.dropbox.DropboxOperation;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.simulator.dropbox.Team;
import io.onshore.connector.testkit.Scenario;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropboxResidencyTest {
  private static final Observation BUSINESS =
      new Observation(
          Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "account.account_type", "business");
  private static final Observation AUSTRALIA =
      new Observation(
          Aspect.CONTENT,
          Set.of("AU"),
          Strength.REPORTED,
          "team_log.data_placement_restriction_satisfy_policy.placement_restriction",
          "australia_only");

  private final DropboxHarness harness = new DropboxHarness();
  private final DropboxHarness common = DropboxHarness.teamSpace();
  private final DropboxSimulator simulator = harness.simulator();

  @AfterEach
  void close() {
    harness.close();
    common.close();
  }

  @Test
  void teamWhoseDataWasPlacedTellsWhere() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    assertThat(probe()).containsExactly(BUSINESS, AUSTRALIA);
  }

  @Test
  void changeSinceThenMeansThatNothingIsKnown() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    simulator.changePlacement(DropboxHarness.TEAM, "uk_only", harness.clock().instant());
    assertThat(probe()).containsExactly(BUSINESS);
    simulator.satisfyPlacement(
        DropboxHarness.TEAM, harness.clock().instant().plus(Duration.ofDays(1)));
    assertThat(probe())
        .last()
        .satisfies(observation -> assertThat(observation.places()).containsExactly("GB"));
  }

  @Test
  void changeInTheSameSecondCountsAsLater() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    simulator.changePlacement(
        DropboxHarness.TEAM, "uk_only", harness.clock().instant().minus(Duration.ofDays(20)));
    assertThat(probe()).containsExactly(BUSINESS);
  }

  @Test
  void everyPageOfTheLogIsRead() throws Exception {
    for (int day = 300; day > 100; day -= 20) {
      simulator.changePlacement(
          DropboxHarness.TEAM, "japan_only", harness.clock().instant().minus(Duration.ofDays(day)));
      simulator.satisfyPlacement(
          DropboxHarness.TEAM, harness.clock().instant().minus(Duration.ofDays(day).minusHours(5)));
    }
    assertThat(probe())
        .last()
        .satisfies(observation -> assertThat(observation.places()).containsExactly("JP"));
    assertThat(simulator.log().count(DropboxOperation.EVENTS)).isEqualTo(5 + 5);
  }

  @Test
  void noRestrictionIsNoPlace() throws Exception {
    simulator.changePlacement(
        DropboxHarness.TEAM, "none", harness.clock().instant().minus(Duration.ofDays(2)));
    simulator.satisfyPlacement(
        DropboxHarness.TEAM, harness.clock().instant().minus(Duration.ofDays(1)));
    assertThat(probe())
        .last()
        .satisfies(
            observation -> {
              assertThat(observation.places()).isEmpty();
              assertThat(observation.rawLabel()).isEqualTo("none");
            });
  }

  @Test
  void teamThatNeverAskedTellsNothing() throws Exception {
    assertThat(probe()).containsExactly(BUSINESS);
  }

  @Test
  void individualAccountTellsItsKindAndNothingElse() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    simulator.add(Account.individual(harness.account().id(), "AU"));
    assertThat(probe())
        .containsExactly(
            new Observation(
                Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "account.account_type", "basic"));
    assertThat(simulator.log().count(DropboxOperation.EVENTS)).isZero();
  }

  @Test
  void withoutASecondAppTheLogIsNotAsked() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    Settings settings =
        harness
            .settings()
            .without("evidence-app-key")
            .without("evidence-app-secret")
            .without("evidence-refresh-token");
    try (Connector connector = harness.open(settings, Duration.ofMinutes(1))) {
      assertThat(connector.probeResidency(harness.destination()).observations())
          .containsExactly(BUSINESS);
    }
  }

  @Test
  void logOfAnotherTeamIsAMistakeInTheSettings() {
    harness.residency(Scenario.ONE_COUNTRY);
    Account stranger =
        Account.member("stranger", new Team("dbtid:stranger", "Stranger", false), "US");
    simulator.add(stranger);
    simulator.stayConnected(
        "refresh-of-a-stranger", stranger, harness.evidenceApp(), DropboxSimulator.TEAM_SCOPES);
    assertThatThrownBy(
            () ->
                harness
                    .open(
                        harness.settings().with("evidence-refresh-token", "refresh-of-a-stranger"),
                        Duration.ofMinutes(1))
                    .probeResidency(harness.destination()))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("`evidence-refresh-token`");
  }

  @Test
  void deadEvidenceIsSilenceNotAReasonToReconnect() throws Exception {
    harness.residency(Scenario.ONE_COUNTRY);
    Settings settings = harness.settings().with("evidence-refresh-token", "refresh-that-ended");
    try (Connector connector = harness.open(settings, Duration.ofMinutes(1))) {
      assertThat(connector.probeResidency(harness.destination()).observations())
          .containsExactly(BUSINESS);
    }
  }

  @Test
  void folderOfAnotherTeamRestsWhereNobodyKnows() throws Exception {
    common.residency(Scenario.ONE_COUNTRY);
    common
        .simulator()
        .createTeamFolder(common.namespace(), "/Theirs", new Team("dbtid:theirs", "Theirs", false));
    assertThat(common.connector().probeResidency(Destination.folder("Theirs")).on(Aspect.CONTENT))
        .isEmpty();
    assertThat(common.connector().probeResidency(common.destination()).on(Aspect.CONTENT))
        .containsExactly(AUSTRALIA);
    assertThat(common.connector().probeResidency(Destination.folder("")).on(Aspect.CONTENT))
        .containsExactly(AUSTRALIA);
  }

  @Test
  void identityIsTheTeamTheFolderAndItsOwner() throws Exception {
    assertThat(evidence(harness, harness.destination()).identity())
        .satisfies(
            identity -> {
              assertThat(identity.account()).isEqualTo(AccountKind.ORGANISATION);
              assertThat(identity.organisation()).contains(DropboxHarness.TEAM.id());
              assertThat(identity.place()).isPresent();
              assertThat(identity.owner().orElseThrow()).as("the account").startsWith("dbid:clara");
            });
    assertThat(evidence(common, common.destination()).identity().owner())
        .as("the team, of its shared folder")
        .contains(DropboxHarness.TEAM.id());
  }

  @Test
  void individualAccountHasNoOrganisation() throws Exception {
    simulator.add(Account.individual(harness.account().id(), "AU"));
    assertThat(evidence(harness, harness.destination()).identity())
        .satisfies(
            identity -> {
              assertThat(identity.account()).isEqualTo(AccountKind.PERSONAL);
              assertThat(identity.organisation()).isEmpty();
              assertThat(identity.owner()).isPresent();
            });
  }

  @Test
  void folderThatAnotherTeamTookOverIsThatTeams() throws Exception {
    common.residency(Scenario.ONE_COUNTRY);
    DestinationIdentity before = evidence(common, common.destination()).identity();
    common
        .simulator()
        .giveFolder(
            common.namespace(), DropboxHarness.FOLDER, new Team("dbtid:theirs", "Theirs", false));
    ResidencyEvidence after = evidence(common, common.destination());
    assertThat(after.identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.ORGANISATION,
                Optional.of("dbtid:theirs"),
                before.place(),
                Optional.of("dbtid:theirs")));
    assertThat(after.on(Aspect.CONTENT)).isEmpty();
  }

  @Test
  void sharedFolderWhoseOwnerIsNotToldIsNobodysForCertain() throws Exception {
    common
        .simulator()
        .faults()
        .next(DropboxOperation.SHARED_FOLDER, DropboxSimulator.refuse(403, "access_error"));
    ResidencyEvidence evidence = evidence(common, common.destination());
    assertThat(evidence.identity().account()).isEqualTo(AccountKind.UNKNOWN);
    assertThat(evidence.identity().organisation()).isEmpty();
    assertThat(evidence.identity().owner()).isEmpty();
    assertThat(evidence.answers().getLast())
        .isEqualTo(new ProviderAnswer("POST /2/sharing/get_folder_metadata", Optional.empty()));
  }

  @Test
  void folderInASharedFolderIsItself() throws Exception {
    String inner = DropboxHarness.FOLDER + "/Inner";
    common.simulator().createFolder(common.namespace(), inner);
    DestinationIdentity identity = evidence(common, Destination.folder(inner)).identity();
    assertThat(identity.place().orElseThrow()).startsWith("id:");
    assertThat(identity.owner()).contains(DropboxHarness.TEAM.id());
  }

  @Test
  void rootIsTheNamespaceThatTheAccountNames() throws Exception {
    assertThat(evidence(common, Destination.folder("")).identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.ORGANISATION,
                Optional.of(DropboxHarness.TEAM.id()),
                Optional.of(common.account().root()),
                Optional.of(DropboxHarness.TEAM.id())));
    assertThat(evidence(harness, Destination.folder("")).identity().place())
        .as("an app's folder lies in its user's own space")
        .contains(harness.account().home());
  }

  @Test
  void spaceThatIsNamedIsWhoseTheAccountSays() throws Exception {
    Account account = common.account();
    assertThat(space(account.home(), "").place()).contains(account.home());
    assertThat(space(account.home(), "").owner().orElseThrow()).startsWith("dbid:clara");
    assertThat(space(account.root(), ""))
        .isEqualTo(evidence(common, Destination.folder("")).identity());
    common.simulator().createFolder(account.home(), "/Mine");
    assertThat(space(account.home(), "Mine").owner().orElseThrow()).startsWith("dbid:clara");
    assertThat(common.simulator().log().count(DropboxOperation.SHARED_FOLDER)).isZero();
  }

  private DestinationIdentity space(String namespace, String folder) throws ConnectorException {
    return evidence(common, new Destination(Optional.of(namespace), folder)).identity();
  }

  @Test
  void answersAreDropboxsOwnWithoutLinksThatNeedNoLogin() throws Exception {
    common.residency(Scenario.ONE_COUNTRY);
    List<ProviderAnswer> answers = evidence(common, common.destination()).answers();
    assertThat(answers)
        .extracting(ProviderAnswer::call)
        .containsExactly(
            "POST /2/users/get_current_account",
            "POST /2/files/get_metadata",
            "POST /2/sharing/get_folder_metadata",
            "POST /2/team/get_info",
            "POST /2/team_log/get_events",
            "POST /2/team_log/get_events");
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.body().orElseThrow())
                    .doesNotContain("preview_url", "referral_link"));
    assertThat(answers.get(2).body().orElseThrow()).contains(DropboxHarness.TEAM.id());
    assertThat(answers.get(4).body().orElseThrow()).contains("australia_only");
  }

  @Test
  void everyKnownRestrictionMeansIsoCountries() throws Exception {
    Properties places = new Properties();
    try (InputStream in =
        DropboxResidency.class.getResourceAsStream("placement-restrictions.properties")) {
      places.load(in);
    }
    assertThat(places).hasSize(6);
    for (String label : places.stringPropertyNames()) {
      assertThat(label).matches("[a-z0-9_]+_only");
      assertThat(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))
          .containsAll(Arrays.asList(places.getProperty(label).split(" ", -1)));
    }
  }

  private static ResidencyEvidence evidence(DropboxHarness harness, Destination destination)
      throws ConnectorException {
    return harness.newConnector().probeResidency(destination);
  }

  private List<Observation> probe() throws Exception {
    return harness.newConnector().probeResidency(harness.destination()).observations();
  }
}
