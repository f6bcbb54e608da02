package io.onshore.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.onshore.gateway.egress.Listening.Certified;
import io.onshore.gateway.egress.Reply.Answered;
import io.onshore.gateway.egress.Reply.Unreached;
import io.onshore.gateway.egress.Reply.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over real sockets on this machine. */
class OutboundTest {
  private static final Reach THIS_MACHINE = new Reach(List.of(Network.of("127.0.0.1")));
  private static final Reach PUBLIC_ONLY = new Reach(List.of());
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  @TempDir Path folder;

  private static Outbound outbound(Reach reach, Dns names) {
    return new Outbound(reach, names, Clock.systemUTC(), AT_MOST, Function.identity());
  }

  /** Names as a name server tells them; each answer once, the last for ever. */
  private static Dns answering(String... addresses) {
    AtomicInteger asked = new AtomicInteger();
    return name ->
        Arrays.stream(
                addresses[Math.min(asked.getAndIncrement(), addresses.length - 1)].split(" ", -1))
            .map(InetAddress::ofLiteral)
            .toList();
  }

  private static Reply post(Outbound outbound, String address) {
    return outbound.post(
        CalledAddress.of(address),
        Map.of("webhook-id", "evt_1"),
        "application/json",
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static String at(Listening receiver) {
    return "http://" + Listening.NAME + ":" + receiver.port() + "/hooks";
  }

  @Test
  void theNameIsKeptForTlsAndForHttpWhileTheCheckedAddressIsCalled() throws Exception {
    Certified certified = Certified.make(folder);
    try (Listening receiver = Listening.secure(certified.context(), Listening.status(204))) {
      Outbound outbound =
          new Outbound(
              THIS_MACHINE,
              answering("127.0.0.1"),
              Clock.systemUTC(),
              AT_MOST,
              builder -> trusting(builder, certified));

      Reply reply = post(outbound, "https://" + Listening.NAME + ":" + receiver.port() + "/hooks");

      assertThat(reply).isEqualTo(new Answered(204, Optional.empty()));
      assertThat(receiver.heard())
          .containsExactly(
              new Listening.Heard(
                  "POST", "/hooks", Listening.NAME + ":" + receiver.port(), Listening.NAME, "{}"));
      assertThat(post(outbound, "https://other.example:" + receiver.port() + "/hooks"))
          .as("the certificate is for another name")
          .isEqualTo(new Unreached(Why.TLS_REFUSED));
    }
  }

  private static OkHttpClient.Builder trusting(OkHttpClient.Builder builder, Certified certified) {
    return builder.sslSocketFactory(certified.context().getSocketFactory(), certified.trust());
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    Certified certified = Certified.make(folder);
    try (Listening receiver = Listening.secure(certified.context(), Listening.status(204))) {
      assertThat(
              post(
                  outbound(THIS_MACHINE, answering("127.0.0.1")),
                  "https://" + Listening.NAME + ":" + receiver.port() + "/hooks"))
          .isEqualTo(new Unreached(Why.TLS_REFUSED));
      assertThat(receiver.heard()).isEmpty();
    }
  }

  @Test
  void aNameThatComesToStandForAnInsideAddressBetweenCheckAndCallReachesNobody()
      throws IOException {
    try (Listening receiver = Listening.plain(Listening.status(204))) {
      Outbound outbound = outbound(PUBLIC_ONLY, answering("93.184.216.34", "127.0.0.1"));

      assertThat(post(outbound, "https://" + Listening.NAME + ":" + receiver.port() + "/hooks"))
          .isEqualTo(new Unreached(Why.ADDRESS_REFUSED));
      assertThat(receiver.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[fd00:ec2::254]/",
        "https://localhost/",
        "http://localhost/",
        "http://8.8.8.8/"
      })
  void insideAddressesAndPlainHttpToAnywhereAreRefusedBeforeAnyConnection(String address) {
    Outbound outbound = new Outbound(PUBLIC_ONLY, Clock.systemUTC(), AT_MOST);

    assertThat(outbound.refuses(CalledAddress.of(address))).contains(Why.ADDRESS_REFUSED);
    assertThat(post(outbound, address)).isEqualTo(new Unreached(Why.ADDRESS_REFUSED));
  }

  @Test
  void oneInsideAddressAmongPublicOnesIsEnoughToRefuse() {
    Outbound outbound = outbound(PUBLIC_ONLY, answering("93.184.216.34 10.0.0.1"));

    assertThat(outbound.refuses(CalledAddress.of("https://ehr.example/")))
        .contains(Why.ADDRESS_REFUSED);
  }

  @Test
  void aPublicAddressIsNotRefused() {
    assertThat(
            outbound(PUBLIC_ONLY, answering("93.184.216.34 2606:4700::1"))
                .refuses(CalledAddress.of("https://ehr.example/")))
        .isEmpty();
  }

  @Test
  void plainHttpGoesWhereTheOperatorNamedTheNetwork() throws IOException {
    try (Listening receiver = Listening.plain(Listening.status(200))) {
      assertThat(post(outbound(THIS_MACHINE, answering("127.0.0.1")), at(receiver)))
          .isEqualTo(new Answered(200, Optional.empty()));
      assertThat(receiver.heard()).hasSize(1);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (Listening elsewhere = Listening.plain(Listening.status(204));
        Listening receiver = Listening.plain(Listening.status(307, "Location", at(elsewhere)))) {
      assertThat(post(outbound(THIS_MACHINE, answering("127.0.0.1")), at(receiver)))
          .isEqualTo(new Answered(307, Optional.empty()));
      assertThat(elsewhere.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 503})
  void nothingIsRepeatedWhateverTheReceiverSays(int status) throws IOException {
    try (Listening receiver = Listening.plain(Listening.status(status, "Retry-After", "0"))) {
      assertThat(post(outbound(THIS_MACHINE, answering("127.0.0.1")), at(receiver)))
          .isInstanceOfSatisfying(
              Answered.class, answered -> assertThat(answered.status()).isEqualTo(status));
      assertThat(receiver.heard()).hasSize(1);
    }
  }

  @Test
  void aReceiverThatIsBusySaysForHowLong() throws IOException {
    try (Listening receiver = Listening.plain(Listening.status(429, "Retry-After", "120"))) {
      assertThat(post(outbound(THIS_MACHINE, answering("127.0.0.1")), at(receiver)))
          .isEqualTo(new Answered(429, Optional.of(Duration.ofMinutes(2))));
    }
  }

  @Test
  void anAnswerWithoutAnEndIsNotRead() throws IOException {
    CountDownLatch cut = new CountDownLatch(1);
    HttpHandler endless =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(new byte[64 * 1024]);
            }
          } catch (IOException gone) {
            cut.countDown();
            throw gone;
          }
        };
    try (Listening receiver = Listening.plain(endless)) {
      assertThat(post(outbound(THIS_MACHINE, answering("127.0.0.1")), at(receiver)))
          .isEqualTo(new Answered(200, Optional.empty()));
      assertThat(await(cut)).as("the connection is closed").isTrue();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (Listening receiver = Listening.plain(exchange -> await(never))) {
      Outbound hasty =
          new Outbound(
              THIS_MACHINE,
              answering("127.0.0.1"),
              Clock.systemUTC(),
              Duration.ofMillis(300),
              Function.identity());

      assertThat(post(hasty, at(receiver))).isEqualTo(new Unreached(Why.TIMED_OUT));
      never.countDown();
    }
  }

  @Test
  void whyThereIsNoAnswerIsTold() throws IOException {
    int closed;
    try (Listening receiver = Listening.plain(Listening.status(204))) {
      closed = receiver.port();
    }
    assertThat(
            post(
                outbound(THIS_MACHINE, answering("127.0.0.1")),
                "http://" + Listening.NAME + ":" + closed + "/"))
        .isEqualTo(new Unreached(Why.UNREACHABLE));
    assertThat(
            post(
                outbound(
                    THIS_MACHINE,
                    name -> {
                      throw new UnknownHostException();
                    }),
                "http://nobody.example/"))
        .isEqualTo(new Unreached(Why.NAME_UNKNOWN));
  }
}
