package io.onshore.connector.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneDriveResidencyTest {
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
