package io.onshore.connector.box;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Settings;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.DoubleServer;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** A Box that answers as a test tells it to, for what the real one should never do. */
final class CannedBox implements AutoCloseable {
  private final DoubleServer server;

  /**
   * @param answers to all but sign-ins
   */
  CannedBox(Function<Call, Answer> answers) {
    this.server =
        DoubleServer.start(
            "127.0.0.1",
            0,
            call ->
                call.path().equals("/oauth2/token")
                    ? Answer.json(
                        200,
                        "{\"access_token\":\"t\",\"expires_in\":3600,\"token_type\":\"bearer\"}")
                    : answers.apply(call));
  }

  String url() {
    return server.url();
  }

  Connector connector() throws ConnectorException {
    return new BoxConnectorFactory()
        .open(
            new Settings(
                Map.of(
                    "client-id", "c",
                    "client-secret", "s",
                    "acts-as", "application",
                    "enterprise-id", "1",
                    "api-url", url() + "/2.0",
                    "upload-url", url() + "/api/2.0")),
            new ConnectorContext(
                TestClock.atNoon(), "test", Duration.ofSeconds(30), new MemoryVault()));
  }

  @Override
  public void close() {
    server.close();
  }
}
