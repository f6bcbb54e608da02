package io.onshore.connector.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.Settings;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.simulator.Listening;
import io.onshore.connector.simulator.onedrive.GraphOperation;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way over TLS, as with Microsoft itself. Trust is that of the JVM's properties. */
class OneDriveTlsTest {
  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final int LARGE = 14 * 327_680;

  @TempDir private Path folder;
  private final TestClock clock = TestClock.atNoon();
  private final Map<String, Optional<String>> before = new HashMap<>();

  @BeforeEach
  void remember() {
    for (String name : new String[] {TRUST, PASSWORD}) {
      before.put(name, Optional.ofNullable(System.getProperty(name)));
    }
  }

  @AfterEach
  void restore() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                known -> System.setProperty(name, known), () -> System.clearProperty(name)));
  }

  @Test
  void signsInStoresAndReadsBackOverTls() throws Exception {
    Listening.Tls tls = Listening.Tls.forThisMachine(folder);
    try (OneDriveSimulator simulator = start(tls)) {
      System.setProperty(TRUST, tls.keystore().toString());
      System.setProperty(PASSWORD, tls.password());
      byte[] content = new byte[LARGE + 1];
      Destination destination = Destination.folder("");
      try (Connector connector = open(simulator)) {
        StoredObject stored = store(connector, destination, content);
        try (InputStream in = connector.readBack().orElseThrow().open(stored, destination)) {
          assertThat(in.readAllBytes()).isEqualTo(content);
        }
      }
      assertThat(simulator.graphUrl()).startsWith("https:");
      assertThat(simulator.uploadUrl()).startsWith("https:");
      assertThat(simulator.fileBytes("clinic", "", "0198c0ffee.sealed")).isPresent();
    }
  }

  @Test
  void certificateThatNobodyTrustsGetsNoByteAndNoSecret() throws Exception {
    try (OneDriveSimulator simulator = start(Listening.Tls.forThisMachine(folder));
        Connector connector = open(simulator)) {
      ConnectorException refused =
          catchThrowableOfType(
              ConnectorException.class, () -> connector.check(Destination.folder("")));
      assertThat(refused.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(simulator.log().latest()).isEmpty();
    }
  }

  @Test
  void bytesDoNotGoToAPlainAddressWhereGraphSpeaksTls() throws Exception {
    Listening.Tls tls = Listening.Tls.forThisMachine(folder);
    OneDriveSimulator.Options downgraded =
        new OneDriveSimulator.Options(
            Listening.local().with(tls), Listening.local(), Optional.empty(), folder);
    try (OneDriveSimulator simulator = OneDriveSimulator.start(clock, downgraded)) {
      simulator.add(tenant());
      System.setProperty(TRUST, tls.keystore().toString());
      System.setProperty(PASSWORD, tls.password());
      try (Connector connector = open(simulator)) {
        ConnectorException refused =
            catchThrowableOfType(
                ConnectorException.class,
                () -> store(connector, Destination.folder(""), new byte[LARGE + 1]));
        assertThat(refused.failure().kind()).isEqualTo(Kind.UNCLASSIFIED);
      }
      assertThat(simulator.log().count(GraphOperation.FRAGMENT)).isZero();
    }
  }

  private OneDriveSimulator start(Listening.Tls tls) {
    Listening secured = Listening.local().with(tls);
    OneDriveSimulator simulator =
        OneDriveSimulator.start(
            clock, new OneDriveSimulator.Options(secured, secured, Optional.empty(), folder));
    simulator.add(tenant());
    return simulator;
  }

  private static Tenant tenant() {
    return Tenant.singleGeo("clinic", "client", "secret", "AU");
  }

  private Connector open(OneDriveSimulator simulator) throws ConnectorException {
    Settings settings =
        new Settings(
            Map.of(
                "tenant-id", "clinic",
                "client-id", "client",
                "client-secret", "secret",
                "acts-as", "application",
                "drive-id", "b!clinic",
                "graph-url", simulator.graphUrl(),
                "login-url", simulator.loginUrl()));
    return new OneDriveConnectorFactory()
        .open(
            settings,
            new ConnectorContext(
                clock, "ISV|Onshore|Gateway/0.1", Duration.ofMinutes(1), new MemoryVault()));
  }

  private static StoredObject store(Connector connector, Destination destination, byte[] content)
      throws ConnectorException {
    ObjectName name = new ObjectName("0198c0ffee.sealed");
    try (UploadSession session =
        connector.begin(new UploadRequest(destination, name, content.length))) {
      session.send(new Part(0, LARGE, () -> new ByteArrayInputStream(content, 0, LARGE)));
      session.send(new Part(LARGE, 1, () -> new ByteArrayInputStream(content, LARGE, 1)));
      return session.commit(Digests.NONE);
    }
  }
}
