package io.onshore.connector.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubleServerTest {
  @Test
  void speaksPlainHttpUnlessToldOtherwise() throws Exception {
    try (DoubleServer server = DoubleServer.start(Listening.local(), DoubleServerTest::echo)) {
      assertThat(server.url()).startsWith("http://127.0.0.1:");
      assertThat(get(HttpClient.newHttpClient(), server.url() + "/a").body()).isEqualTo("/a");
    }
  }

  @Test
  void speaksTlsToWhoeverTrustsItsCertificateAndToNobodyElse(@TempDir Path folder)
      throws Exception {
    Listening.Tls tls = Listening.Tls.forThisMachine(folder);
    try (DoubleServer server =
        DoubleServer.start(Listening.local().with(tls), DoubleServerTest::echo)) {
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      HttpClient trusting = HttpClient.newBuilder().sslContext(trust(tls)).build();
      assertThat(get(trusting, server.url() + "/a").body()).isEqualTo("/a");
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), server.url() + "/a"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void refusesPlainHttpWhereItSpeaksTls(@TempDir Path folder) throws Exception {
    Listening.Tls tls = Listening.Tls.forThisMachine(folder);
    boolean[] reached = new boolean[1];
    try (DoubleServer server =
        DoubleServer.start(
            Listening.local().with(tls),
            call -> {
              reached[0] = true;
              return echo(call);
            })) {
      String plain = server.url().replace("https:", "http:");
      try {
        assertThat(get(HttpClient.newHttpClient(), plain + "/a").status()).isEqualTo(400);
      } catch (IOException refused) {
        // As good a refusal as any.
      }
    }
    assertThat(reached[0]).isFalse();
  }

  @Test
  void keystorePasswordIsNotPrinted() {
    Listening.Tls tls = new Listening.Tls(Path.of("double.p12"), "not-for-logs");
    assertThat(Listening.local().with(tls).toString()).doesNotContain("not-for-logs");
  }

  private static Answer echo(Call call) {
    return Answer.text(200, "text/plain", call.path());
  }

  private record Reply(int status, String body) {}

  private static Reply get(HttpClient client, String address)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address))
                .version(HttpClient.Version.HTTP_1_1)
                .build(),
            BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body());
  }

  private static SSLContext trust(Listening.Tls tls) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(tls.keystore())) {
      store.load(in, tls.password().toCharArray());
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
