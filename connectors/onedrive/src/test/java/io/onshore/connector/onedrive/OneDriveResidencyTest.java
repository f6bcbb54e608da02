package io.onshore.connector.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.onedrive.GraphOperation;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneDriveResidencyTest {
  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final TestClock clock = TestClock.atNoon();
  private final OneDriveSimulator simulator = OneDriveSimulator.start(clock);

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void tenantWithOneGeographyTellsAHintOnly() throws Exception {
    assertThat(probe(Tenant.singleGeo("one", "client", "secret", "AU")).observations())
        .containsExactlyInAnyOrder(
            new Observation(
                Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "drive.driveType", "business"),
            new Observation(
                Aspect.CONTENT,
                Set.of("AU"),
                Strength.INDIRECT,
                "organization.countryLetterCode",
                "AU"));
  }

  @Test
  void tenantWithSeveralGeographiesTellsWhereItsDriveIs() throws Exception {
    ResidencyEvidence evidence =
        probe(Tenant.singleGeo("many", "client", "secret", "US").withDataLocationCode("AUS"));
    assertThat(evidence.on(Aspect.CONTENT))
        .contains(
            new Observation(
                Aspect.CONTENT,
                Set.of("AU"),
                Strength.REPORTED,
                "siteCollection.dataLocationCode",
                "AUS"));
  }

  @Test
  void europeIsNotTheEuropeanUnion() throws Exception {
    ResidencyEvidence evidence =
        probe(
            Tenant.singleGeo("eu", "client", "secret", "IE")
                .withDataLocationCode("EUR")
                .withCountry(Optional.empty()));
    assertThat(evidence.on(Aspect.CONTENT))
        .singleElement()
        .satisfies(observation -> assertThat(observation.places()).contains("NO", "CH", "IE"));
  }

  @Test
  void personalDriveTellsThatAndNothingElse() throws Exception {
    assertThat(probe(Tenant.personal("consumers", "client", "secret")).observations())
        .containsExactly(
            new Observation(
                Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "drive.driveType", "personal"));
    assertThat(simulator.log().count(GraphOperation.SITE)).isZero();
    assertThat(simulator.log().count(GraphOperation.ORGANIZATION)).isZero();
  }

  @Test
  void identityIsTheTenantTheFolderInItsDriveAndTheOwner() throws Exception {
    Tenant tenant = Tenant.singleGeo("one", "client", "secret", "AU");
    DestinationIdentity identity = probe(tenant).identity();
    assertThat(identity.account()).isEqualTo(AccountKind.ORGANISATION);
    assertThat(identity.organisation().orElseThrow())
        .as("as Graph tells it, which is not how our settings name it")
        .matches(GUID);
    assertThat(identity.place()).contains("b!one/01ROOT");
    assertThat(identity.owner()).contains(simulator.owner("one"));
  }

  @Test
  void tenantIsToldByTheDriveEvenIfTheDirectoryIsNot() throws Exception {
    Tenant tenant = Tenant.singleGeo("one", "client", "secret", "AU");
    DestinationIdentity told = probe(tenant).identity();
    simulator.denyDirectory("one", true);
    ResidencyEvidence evidence = probeAgain(tenant);
    assertThat(evidence.identity()).isEqualTo(told);
    assertThat(evidence.answers())
        .contains(new ProviderAnswer("GET /v1.0/organization", Optional.empty()));
  }

  @Test
  void driveOfAnotherOwnerHasAnotherIdentity() throws Exception {
    Tenant tenant = Tenant.singleGeo("one", "client", "secret", "AU");
    DestinationIdentity before = probe(tenant).identity();
    simulator.replaceOwner("one", "0f6a");
    assertThat(probeAgain(tenant).identity())
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.ORGANISATION,
                before.organisation(),
                before.place(),
                Optional.of("0f6a")));
  }

  @Test
  void ownerOfALibraryIsItsGroup() throws Exception {
    DestinationIdentity identity =
        probe(Tenant.singleGeo("one", "client", "secret", "AU").withDocumentLibrary()).identity();
    assertThat(identity.account()).isEqualTo(AccountKind.ORGANISATION);
    assertThat(identity.owner()).contains(simulator.owner("one"));
  }

  @Test
  void personalDriveHasAnOwnerAndNoOrganisation() throws Exception {
    DestinationIdentity identity =
        probe(Tenant.personal("consumers", "client", "secret")).identity();
    assertThat(identity)
        .isEqualTo(
            new DestinationIdentity(
                AccountKind.PERSONAL,
                Optional.empty(),
                Optional.of("personal0consumers/01ROOT"),
                Optional.of(simulator.owner("consumers"))));
  }

  @Test
  void answersAreMicrosoftsOwnInTheOrderOfTheQuestions() throws Exception {
    List<ProviderAnswer> answers =
        probe(Tenant.singleGeo("many", "client", "secret", "US").withDataLocationCode("AUS"))
            .answers();
    assertThat(answers.stream().map(ProviderAnswer::call).map(call -> call.replaceAll(",.*", "")))
        .containsExactly(
            "GET /v1.0/drives/b%21many",
            "GET /v1.0/drives/b%21many/root",
            "GET /v1.0/sites/many-my.sharepoint.com",
            "GET /v1.0/organization");
    assertThat(answers.get(0).body().orElseThrow())
        .contains("\"driveType\":\"business\"", "\"tenantId\"", simulator.owner("many"));
    assertThat(answers.get(2).body().orElseThrow()).contains("\"dataLocationCode\":\"AUS\"");
    assertThat(answers.get(3).body().orElseThrow()).contains("\"countryLetterCode\":\"US\"");
  }

  @Test
  void everyKnownCodeMeansIsoCountries() throws Exception {
    Properties codes = new Properties();
    try (InputStream in =
        OneDriveResidency.class.getResourceAsStream("data-location-codes.properties")) {
      codes.load(in);
    }
    assertThat(codes).hasSize(30);
    for (String code : codes.stringPropertyNames()) {
      assertThat(code).matches("[A-Z]{3}");
      assertThat(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))
          .containsAll(Arrays.asList(codes.getProperty(code).split(" ")));
    }
  }

  private ResidencyEvidence probe(Tenant tenant) throws Exception {
    simulator.add(tenant);
    return probeAgain(tenant);
  }

  private ResidencyEvidence probeAgain(Tenant tenant) throws Exception {
    Map<String, String> settings = new HashMap<>();
    MemoryVault vault = new MemoryVault();
    settings.put("tenant-id", tenant.id());
    settings.put("client-id", tenant.clientId());
    settings.put("client-secret", tenant.clientSecret());
    settings.put("graph-url", simulator.graphUrl());
    settings.put("login-url", simulator.loginUrl());
    if (tenant.driveType() == Tenant.DriveType.PERSONAL) {
      vault.put(simulator.consent(tenant.id(), Set.of("Files.ReadWrite")));
    } else {
      settings.put("acts-as", "application");
      settings.put("drive-id", tenant.driveId());
    }
    ConnectorContext context =
        new ConnectorContext(clock, "ISV|Onshore|Gateway/0.1", Duration.ofMinutes(1), vault);
    try (Connector connector =
        new OneDriveConnectorFactory().open(new Settings(settings), context)) {
      return connector.probeResidency(Destination.folder(""));
    }
  }
}
