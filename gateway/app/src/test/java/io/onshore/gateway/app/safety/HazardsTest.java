package io.onshore.gateway.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HazardsTest {
  private static final Map<String, String> SAFE =
      Map.of(
          "onshore.public-url", "https://onshore.clinic.example",
          "onshore.data-dir", "/var/lib/onshore",
          "quarkus.oidc.auth-server-url", "https://login.clinic.example",
          "quarkus.oidc.token.audience", "onshore",
          "quarkus.oidc.credentials.secret", "a-secret-of-our-own");

  private static List<String> found(Map<String, String> settings, boolean rules) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(OnshoreSettings.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .addDiscoveredConverters()
            .build();
    return new Hazards(
            config.getConfigMapping(OnshoreSettings.class),
            name -> config.getOptionalValue(name, String.class),
            () -> rules)
        .found().stream().map(Hazard::setting).toList();
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> settings = new HashMap<>(SAFE);
    if (value.isEmpty()) {
      settings.remove(name);
    } else {
      settings.put(name, value);
    }
    return settings;
  }

  @Test
  void aSafeSetUpIsSafe() {
    assertThat(found(SAFE, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "onshore.public-url, ''",
    "onshore.public-url, http://onshore.clinic.example",
    "onshore.key.create, true",
    "onshore.key.value, demo-only-demo-only",
    "quarkus.oidc.auth-server-url, ''",
    "quarkus.oidc.token.audience, ''",
    "quarkus.oidc.tenant-enabled, false",
    "quarkus.oidc.credentials.secret, onshore-demo",
    "quarkus.oidc.token-state-manager.encryption-secret, demo-only-demo-only-demo-only-demo-only",
    "onshore.data-dir, /tmp/onshore"
  })
  void eachDangerIsFoundByTheSettingThatPutsItRight(String name, String value) {
    assertThat(found(with(name, value), true)).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "onshore.behind-tls-proxy, true",
    "quarkus.tls.key-store.pem, x",
    "quarkus.http.tls-configuration-name, clinic",
    "quarkus.http.ssl.certificate.files, clinic.pem"
  })
  void encryptionIsDeclaredInAnyOfItsWays(String name, String value) {
    Map<String, String> settings = with("onshore.public-url", "");
    settings.put(name, value);
    boolean declares = !name.startsWith("quarkus.tls");
    assertThat(found(settings, true).isEmpty()).isEqualTo(declares);
  }

  @Test
  void aPublishedPasswordOfADatabaseServerIsADanger() {
    Map<String, String> settings = with("onshore.database.url", "jdbc:postgresql://db/onshore");
    assertThat(found(settings, true)).containsExactly("onshore.database.password");
    settings.put("onshore.database.password", "of-our-own");
    assertThat(found(settings, true)).isEmpty();
  }

  @Test
  void aRulebookWithoutARuleIsADanger() {
    assertThat(found(SAFE, false)).containsExactly("onshore.policy.packs");
  }

  @Test
  void memoryIsNoDisk() throws Exception {
    Path memory = Path.of("/dev/shm");
    Assumptions.assumeTrue(
        Files.isDirectory(memory) && Files.getFileStore(memory).type().equals("tmpfs"));
    assertThat(found(with("onshore.data-dir", "/dev/shm/onshore/data"), true))
        .containsExactly("onshore.data-dir");
  }

  @Test
  void whoeverTriesItOutIsLeftAlone() {
    assertThat(found(Map.of("onshore.production", "false", "onshore.key.create", "true"), false))
        .isEmpty();
  }
}
