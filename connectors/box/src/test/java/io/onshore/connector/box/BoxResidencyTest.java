package io.onshore.connector.box;

import static io.onshore.connector.box.Uploads.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.box.App;
import io.onshore.connector.simulator.box.BoxOperation;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Box tells about where data rests, and what nobody may make of it. */
class BoxResidencyTest {
  private final BoxHarness harness = new BoxHarness();
  private final BoxSimulator simulator = harness.simulator();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void zoneIsThatOfTheFoldersOwnerAndNotOfWhoUploads() throws Exception {
    assertThat(probe(harness.destination()).observations())
        .containsExactly(
            new Observation(
                Aspect.ACCOUNT,
                Set.of(),
                Strength.REPORTED,
                "user.enterprise",
                "enterprise " + BoxHarness.ENTERPRISE),
            new Observation(
                Aspect.CONTENT,
                Set.of("AU"),
                Strength.REPORTED,
                "storage_policy_assignment.storage_policy",
                "Australia"));
    assertThat(probe(Destination.folder("")).on(Aspect.CONTENT))
        .as("the service account's own root")
        .extracting(Observation::places)
        .containsExactly(Set.of("US"));
  }

  @Test
  void folderOfAnotherEnterpriseTellsThatAndNothingElse() throws Exception {
    assertThat(probe(externalFolder()).observations())
        .containsExactly(
            new Observation(
                Aspect.ACCOUNT,
                Set.of(),
                Strength.REPORTED,
                "folder.is_externally_owned",
                "externally owned"));
    assertThat(simulator.log().count(BoxOperation.STORAGE_POLICY_ASSIGNMENTS)).isZero();
  }

  @Test
  void personalAccountTellsThatAndNothingElse() throws Exception {
    assertThat(probePersonal().observations())
        .containsExactly(
            new Observation(
                Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "user.enterprise", "personal"));
  }

  @Test
  void identityIsTheEnterpriseTheFolderAndItsOwner() throws Exception {
    assertThat(probe(harness.destination()).identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.ORGANISATION,
                Optional.of(BoxHarness.ENTERPRISE),
                Optional.of(harness.destination().folder()),
                Optional.of(BoxHarness.OWNER.id())));
  }

  @Test
  void folderThatSomebodyElseTookOverHasAnotherOwner() throws Exception {
    DestinationIdentity before = probe(harness.destination()).identity();
    simulator.giveFolder(harness.destination().folder(), BoxHarness.SERVICE.id());
    ResidencyEvidence after = probe(harness.destination());
    assertThat(after.identity())
        .isEqualTo(
            new DestinationIdentity(
                before.account(),
                before.organisation(),
                before.place(),
                Optional.of(BoxHarness.SERVICE.id())));
    assertThat(after.on(Aspect.CONTENT))
        .extracting(Observation::rawLabel)
        .containsExactly("United States");
  }

  @Test
  void identityOfAPersonsFolderHasNoOrganisation() throws Exception {
    assertThat(probePersonal().identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.PERSONAL, Optional.empty(), Optional.of("0"), Optional.of("9002")));
  }

  @Test
  void ofAnotherEnterprisesFolderTheOwnerIsToldAndNeitherKindNorOrganisation() throws Exception {
    assertThat(probe(externalFolder()).identity())
        .satisfies(
            identity -> {
              assertThat(identity.account()).isEqualTo(AccountKind.UNKNOWN);
              assertThat(identity.organisation()).isEmpty();
              assertThat(identity.owner()).contains("9001");
            });
  }

  @Test
  void answersAreBoxsOwnInTheOrderOfTheQuestions() throws Exception {
    List<ProviderAnswer> answers = probe(harness.destination()).answers();
    assertThat(answers)
        .extracting(ProviderAnswer::call)
        .containsExactly(
            "GET /2.0/folders/" + harness.destination().folder(),
            "GET /2.0/users/me",
            "GET /2.0/storage_policy_assignments",
            "GET /2.0/storage_policies/100003");
    assertThat(answers.get(3).body())
        .contains("{\"type\":\"storage_policy\",\"id\":\"100003\",\"name\":\"Australia\"}");
    assertThat(answers.get(0).body().orElseThrow())
        .contains("\"id\":\"" + BoxHarness.OWNER.id() + "\"");
  }

  @Test
  void whatMakesAnAccountPersonalOrAFolderForeignIsInTheAnswers() throws Exception {
    assertThat(probePersonal().answers().getLast().body().orElseThrow())
        .contains("\"enterprise\":null");
    assertThat(probe(externalFolder()).answers())
        .singleElement()
        .satisfies(
            answer ->
                assertThat(answer.body().orElseThrow()).contains("\"is_externally_owned\":true"));
  }

  @ParameterizedTest
  @CsvSource({
    "Germany / Ireland, DE IE",
    "germany/ireland, DE IE",
    "Japan / Singapore, JP SG",
    "Germany / UK, DE GB",
    "United Kingdom, GB",
    "'  France ', FR",
    "Montreal / Dublin, ''",
    "Germany / Atlantis, ''",
    "Australia (pending), ''"
  })
  void nameMeansAllItsPlacesOrNone(String name, String places) throws Exception {
    simulator.add(BoxHarness.OWNER.in(new Zone("100099", name)));
    Observation content = probe(harness.destination()).on(Aspect.CONTENT).getFirst();
    assertThat(content.rawLabel()).isEqualTo(name);
    assertThat(content.places()).isEqualTo(places.isEmpty() ? Set.of() : Set.of(places.split(" ")));
  }

  @Test
  void nameThatIsNotToldLeavesTheId() throws Exception {
    simulator
        .faults()
        .next(BoxOperation.STORAGE_POLICY, BoxSimulator.refuse(403, "insufficient_scope"));
    Observation content = probe(harness.destination()).on(Aspect.CONTENT).getFirst();
    assertThat(content.rawLabel()).isEqualTo("100003");
    assertThat(content.places()).containsExactly("AU");
  }

  @Test
  void withoutASecondApplicationTheFirstOneTries() throws Exception {
    Settings settings = harness.settings().without("zone-client-id").without("zone-client-secret");
    try (Connector connector = open(settings, new MemoryVault())) {
      assertThat(connector.probeResidency(harness.destination()).on(Aspect.CONTENT)).isEmpty();
      simulator.add(
          App.withSecret(
              BoxHarness.CLIENT, BoxHarness.SECRET, Set.of(BoxHarness.SERVICE.id()), true));
      assertThat(connector.probeResidency(harness.destination()).on(Aspect.CONTENT)).hasSize(1);
    }
  }

  @Test
  void outageInTheMiddleOfAProbeIsAFailure() {
    for (BoxOperation operation :
        List.of(
            BoxOperation.ME,
            BoxOperation.STORAGE_POLICY_ASSIGNMENTS,
            BoxOperation.STORAGE_POLICY)) {
      simulator.faults().next(operation, BoxSimulator.refuse(503, "unavailable"));
      assertThat(failureOf(() -> probe(harness.destination())).kind())
          .as("%s", operation)
          .isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @Test
  void everyKnownZoneMeansIsoCountries() throws Exception {
    Properties zones = new Properties();
    try (InputStream in = BoxResidency.class.getResourceAsStream("zones.properties")) {
      zones.load(in);
    }
    assertThat(zones).hasSizeGreaterThan(15);
    zones
        .stringPropertyNames()
        .forEach(
            zone ->
                assertThat(Set.of(zones.getProperty(zone).split(" ")))
                    .as(zone)
                    .isSubsetOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)));
  }

  private Destination externalFolder() {
    simulator.add(BoxUser.managed("9001", "Partner", "9000", new Zone("100003", "Australia")));
    String folder = simulator.createFolder("9001", "Shared");
    simulator.share(folder, BoxHarness.SERVICE.id(), true);
    return Destination.folder(folder);
  }

  private ResidencyEvidence probePersonal() throws ConnectorException {
    simulator.add(BoxUser.personal("9002", "Somebody"));
    MemoryVault vault = new MemoryVault(simulator.consent("9002", BoxHarness.CLIENT));
    Settings settings =
        harness
            .settings()
            .with("acts-as", "person")
            .without("zone-client-id")
            .without("zone-client-secret");
    try (Connector connector = open(settings, vault)) {
      return connector.probeResidency(Destination.folder(""));
    }
  }

  private ResidencyEvidence probe(Destination destination) throws ConnectorException {
    return harness.connector().probeResidency(destination);
  }

  private Connector open(Settings settings, MemoryVault vault) throws ConnectorException {
    return harness
        .factory()
        .open(
            settings, new ConnectorContext(harness.clock(), "test", Duration.ofMinutes(1), vault));
  }
}
