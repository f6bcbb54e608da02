package io.onshore.connector.box;

import static io.onshore.connector.box.Uploads.NAME;
import static io.onshore.connector.box.Uploads.bytes;
import static io.onshore.connector.box.Uploads.failureOf;
import static io.onshore.connector.box.Uploads.store;
import static io.onshore.connector.box.Uploads.thrownBy;
import static io.onshore.connector.simulator.box.BoxOperation.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Settings;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.simulator.box.App;
import io.onshore.connector.simulator.box.BoxSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in to Box, as a person and as an application. */
class BoxSignInTest {
  private static final URI REDIRECT = URI.create("https://gateway.example/back");
  private static final KeyPair PAIR = pair();
  private static final String PASSWORD = "passw0rd-of-the-key";

  private final BoxHarness harness = new BoxHarness();
  private final BoxSimulator simulator = harness.simulator();
  private final List<Connector> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Connector::close);
    harness.close();
  }

  @Test
  void personConsentsStoresAndIsDisconnected() throws Exception {
    Connector connector = open(person());
    assertThat(failureOf(() -> connector.check(Destination.folder(""))).kind())
        .isEqualTo(Kind.REAUTHORISE);
    Authorization authorization = connector.authorization().orElseThrow();
    URI page = authorization.page(new Authorization.Asked(REDIRECT, "st4te", "ch4llenge"));
    assertThat(page.toString())
        .startsWith(simulator.authorizeUrl() + "?")
        .contains("scope=root_readwrite");
    Tokens tokens = authorization.redeem(code(page), REDIRECT, "verifier");
    harness.consented().put(tokens);
    store(connector, Destination.folder(""), NAME, bytes(1000));
    assertThat(connector.find(NAME, Destination.folder(""))).isPresent();

    assertThat(authorization.revocable()).isTrue();
    authorization.revoke(tokens);
    authorization.revoke(tokens);
    assertThat(simulator.refreshTokens()).isZero();
    assertThat(failureOf(() -> connector.check(Destination.folder(""))).kind())
        .isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void codeOfHalfAMinuteAgoAsksForConsentAgain() throws Exception {
    Authorization authorization = open(person()).authorization().orElseThrow();
    String code = code(authorization.page(new Authorization.Asked(REDIRECT, "s", "c")));
    harness.clock().advance(Duration.ofSeconds(30));
    assertThat(failureOf(() -> authorization.redeem(code, REDIRECT, "v")).kind())
        .isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void singleUseRefreshTokenIsUsedOnceHoweverManyAskAtOnce() throws Exception {
    harness.consented().put(simulator.consent(BoxHarness.OWNER.id(), BoxHarness.CLIENT));
    simulator.expireAccessTokens();
    int threads = 8;
    List<Connector> connectors = List.of(open(person()), open(person()));
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Connector connector = connectors.get(i % connectors.size());
      calls.add(
          () -> {
            together.await();
            connector.check(Destination.folder(""));
            return true;
          });
    }
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : pool.invokeAll(calls)) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(simulator.log().count(TOKEN)).as("refreshes").isEqualTo(1);
  }

  @Test
  void refreshedTokensAreInTheVaultBeforeTheyAreUsed() throws Exception {
    Tokens first = simulator.consent(BoxHarness.OWNER.id(), BoxHarness.CLIENT);
    harness.consented().put(first);
    simulator.expireAccessTokens();
    open(person()).check(Destination.folder(""));
    Tokens kept = harness.vault().newest().orElseThrow();
    assertThat(kept.refresh()).isPresent().isNotEqualTo(first.refresh());
    simulator.expireAccessTokens();
    open(person()).check(Destination.folder(""));
  }

  @Test
  void refusedSignInTellsNoSecret() throws Exception {
    Tokens tokens = simulator.consent(BoxHarness.OWNER.id(), BoxHarness.CLIENT);
    harness.consented().put(tokens);
    simulator.revoke(BoxHarness.OWNER.id());
    Connector connector = open(person());
    StringWriter trace = new StringWriter();
    thrownBy(() -> connector.check(Destination.folder(""))).printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .doesNotContain(BoxHarness.SECRET)
        .doesNotContain(tokens.access())
        .doesNotContain(tokens.refresh().orElseThrow());
  }

  /** The ways in which a key may be written down. */
  enum Written {
    PLAIN,
    OLD_PLAIN,
    ENCRYPTED,
    OLD_ENCRYPTED
  }

  @ParameterizedTest
  @EnumSource
  void applicationSignsWithItsKey(Written written) throws Exception {
    simulator.add(
        App.withSecret(BoxHarness.CLIENT, BoxHarness.SECRET, Set.of(BoxHarness.SERVICE.id()), false)
            .signing("k3y", PAIR.getPublic()));
    Connector connector =
        open(
            harness
                .settings()
                .with("private-key", pem(written))
                .with("private-key-password", PASSWORD)
                .with("key-id", "k3y"));
    connector.check(harness.destination());
    harness.clock().advance(Duration.ofHours(2));
    connector.check(harness.destination());
    assertThat(simulator.log().count(TOKEN)).isEqualTo(2);
    assertThat(simulator.log().latest())
        .filteredOn(seen -> seen.operation().equals("TOKEN"))
        .allSatisfy(seen -> assertThat(new String(seen.body(), UTF_8)).contains("assertion=eyJ"));
  }

  @Test
  void keyThatIsNotTheRegisteredOneAsksForReauthorisation() throws Exception {
    simulator.add(
        App.withSecret(BoxHarness.CLIENT, BoxHarness.SECRET, Set.of(BoxHarness.SERVICE.id()), false)
            .signing("k3y", pair().getPublic()));
    Connector connector =
        open(harness.settings().with("private-key", pem(Written.PLAIN)).with("key-id", "k3y"));
    assertThat(failureOf(() -> connector.check(harness.destination())).kind())
        .isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void keyThatCannotBeReadIsMisconfiguredAndNotShown() throws Exception {
    Settings settings = harness.settings().with("key-id", "k3y");
    String sealed = pem(Written.ENCRYPTED);
    for (Settings wrong :
        List.of(
            settings.with("private-key", "no key"),
            settings.with("private-key", sealed),
            settings.with("private-key", sealed).with("private-key-password", "wr0ng"))) {
      ConnectorException thrown = thrownBy(() -> open(wrong));
      assertThat(thrown.failure()).isEqualTo(Failure.permanent(Kind.MISCONFIGURED));
      assertThat(thrown).hasMessageContaining("`private-key`");
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("no key").doesNotContain("wr0ng");
    }
  }

  @Test
  void whatAnApplicationNeedsIsNamed() throws Exception {
    assertThat(thrownBy(() -> open(harness.settings().without("enterprise-id"))))
        .hasMessageContaining("`enterprise-id`");
    assertThat(thrownBy(() -> open(harness.settings().with("private-key", pem(Written.PLAIN)))))
        .hasMessageContaining("`key-id`");
    assertThat(thrownBy(() -> open(harness.settings().without("zone-client-secret"))))
        .hasMessageContaining("`zone-client-secret`");
  }

  @Test
  void applicationActsForAUserWhoThenOwnsWhatItStores() throws Exception {
    Connector connector = open(harness.settings().with("user-id", BoxHarness.OWNER.id()));
    store(connector, Destination.folder("0"), NAME, bytes(10));
    assertThat(connector.find(NAME, Destination.folder("0"))).isPresent();
    assertThat(connector.probeResidency(Destination.folder("0")).on(Aspect.CONTENT))
        .as("the zone of the user's own root")
        .extracting(Observation::places)
        .containsExactly(Set.of("AU"));
  }

  private Settings person() {
    return harness
        .settings()
        .without("enterprise-id")
        .with("zone-enterprise-id", BoxHarness.ENTERPRISE)
        .with("acts-as", "person");
  }

  private Connector open(Settings settings) throws ConnectorException {
    Connector connector =
        harness
            .factory()
            .open(
                settings,
                new ConnectorContext(
                    harness.clock(),
                    "ISV|Onshore|Gateway/0.1",
                    Duration.ofMinutes(1),
                    harness.vault()));
    opened.add(connector);
    return connector;
  }

  /** What the provider's page sends back after a press of the owner's button. */
  private static String code(URI page) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String location =
          http.send(
                  HttpRequest.newBuilder(page)
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString("account=" + BoxHarness.OWNER.id()))
                      .build(),
                  BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      assertThat(location).startsWith(REDIRECT + "?code=");
      return URLDecoder.decode(
          location.substring(location.indexOf('=') + 1, location.indexOf('&')), UTF_8);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Written written) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      switch (written) {
        case PLAIN -> writer.writeObject(new JcaPKCS8Generator(PAIR.getPrivate(), null));
        case OLD_PLAIN -> writer.writeObject(PAIR.getPrivate());
        case ENCRYPTED -> {
          OutputEncryptor encryptor =
              new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                  .setProvider(new BouncyCastleProvider())
                  .setPassword(PASSWORD.toCharArray())
                  .build();
          writer.writeObject(new JcaPKCS8Generator(PAIR.getPrivate(), encryptor));
        }
        case OLD_ENCRYPTED ->
            writer.writeObject(
                PAIR.getPrivate(),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                    .setProvider(new BouncyCastleProvider())
                    .build(PASSWORD.toCharArray()));
      }
    }
    return text.toString();
  }
}
