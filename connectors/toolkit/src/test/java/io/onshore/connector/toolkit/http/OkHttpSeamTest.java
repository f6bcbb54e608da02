package io.onshore.connector.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.Source;
import io.onshore.connector.toolkit.http.TransportException.Reason;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpSeamTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int BIG = 64 * 1024 * 1024;

  private final OkHttpSeam seam =
      OkHttpSeam.of(
          new ConnectorContext(Clock.systemUTC(), "Onshore-Test/1", LONG, new MemoryVault()));

  @AfterEach
  void close() {
    seam.close();
  }

  // --- bodies

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
  void sendsExactlyTheDeclaredLength(int length) throws Exception {
    byte[] bytes = random(length);
    try (RawServer server = ok()) {
      HttpAnswer answer = seam.send(put(server).with(Body.of(bytes, Body.OCTETS)));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("fine");
      RawServer.Request request = server.next();
      assertThat(request.header("Content-Length")).contains(String.valueOf(length));
      assertThat(request.header("Transfer-Encoding")).isEmpty();
      assertThat(request.header("Content-Type")).contains(Body.OCTETS);
      assertThat(request.body()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0", "10,9", "65537,65536", "1000000,999999", "1000000,1", "67108864,67108863"})
  void aShortSourceNeverMakesACompleteRequest(int declared, int given) throws Exception {
    try (RawServer server = ok()) {
      TransportException failure =
          failureOf(put(server).with(new Body(declared, of(given), Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILED);
      assertThat(failure.mayHaveArrived()).isFalse();
      assertNothingComplete(server);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "65536,65537", "1000000,1000001", "1000000,2000000"})
  void aLongSourceNeverMakesACompleteRequest(int declared, int given) throws Exception {
    try (RawServer server = ok()) {
      TransportException failure =
          failureOf(put(server).with(new Body(declared, of(given), Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILED);
      assertThat(failure.mayHaveArrived()).isFalse();
      assertNothingComplete(server);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000,0", "1000,999", "1000000,500000", "1000000,999999"})
  void aSourceThatFailsHalfWayNeverMakesACompleteRequest(int declared, int good) throws Exception {
    try (RawServer server = ok()) {
      Source failing = () -> new Failing(of(declared).open(), good);

      TransportException failure =
          failureOf(put(server).with(new Body(declared, failing, Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILED);
      assertNothingComplete(server);
    }
  }

  @Test
  void aSourceThatComplainsWhenClosedNeverMakesACompleteRequest() throws Exception {
    try (RawServer server = ok()) {
      Source complaining =
          () ->
              new FilterInputStream(of(10).open()) {
                @Override
                public void close() throws IOException {
                  throw new IOException("the tag does not fit");
                }
              };

      TransportException failure =
          failureOf(put(server).with(new Body(10, complaining, Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.SOURCE_FAILED);
      assertNothingComplete(server);
    }
  }

  @Test
  void aSourceThatCannotBeOpenedOrThrowsUncheckedIsTheSourcesFailure() throws Exception {
    try (RawServer server = ok()) {
      Source unopened =
          () -> {
            throw new IOException("gone");
          };
      Source unchecked =
          () -> {
            throw new IllegalStateException("odd");
          };
      for (Source source : new Source[] {unopened, unchecked}) {
        assertThat(failureOf(put(server).with(new Body(10, source, Body.OCTETS))).reason())
            .isEqualTo(Reason.SOURCE_FAILED);
      }
    }
  }

  @Test
  void theSourceIsOpenedAnewForEachCallAndClosedEachTime() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Source counted =
        () -> {
          opened.incrementAndGet();
          return new FilterInputStream(of(1000).open()) {
            @Override
            public void close() {
              closed.incrementAndGet();
            }
          };
        };
    try (RawServer server = ok()) {
      HttpCall call = put(server).with(new Body(1000, counted, Body.OCTETS));
      seam.send(call);
      seam.send(call);

      assertThat(server.next().body()).isEqualTo(server.next().body());
      assertThat(opened).hasValue(2);
      assertThat(closed).hasValue(2);
    }
  }

  // --- answers that come early, late or never

  @Test
  void anEarlyRefusalIsTheAnswerWhileTheServerGoesOnReading() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              String head = c.head();
              c.answer("409 Conflict", "Connection: close\r\n", "taken");
              c.rest(head);
              return false;
            })) {
      HttpAnswer answer = seam.send(put(server).with(new Body(BIG, of(BIG), Body.OCTETS)));

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).isEqualTo("taken");
    }
  }

  @Test
  void anEarlyRefusalWithACutIsTheAnswerOrAClearFailure() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              if (!c.head().isEmpty()) {
                c.answer("409 Conflict", "Connection: close\r\n", "taken");
              }
              return false;
            })) {
      HttpCall call = put(server).with(new Body(BIG, of(BIG), Body.OCTETS));
      for (int i = 0; i < 20; i++) {
        try {
          assertThat(seam.send(call).status()).isEqualTo(409);
        } catch (TransportException e) {
          assertThat(e.reason()).isEqualTo(Reason.CUT_SHORT);
          assertThat(e.mayHaveArrived()).isFalse();
        }
      }
    }
  }

  @Test
  void successBeforeTheBodyWasSentIsNoSuccess() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              if (!c.head().isEmpty()) {
                c.answer("201 Created", "Connection: close\r\n", "{}");
              }
              return false;
            })) {
      HttpCall call = put(server).with(new Body(BIG, of(BIG), Body.OCTETS));

      assertThat(failureOf(call).reason()).isIn(Reason.ANSWER_UNUSABLE, Reason.CUT_SHORT);
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOut() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.hold();
              return false;
            })) {
      TransportException failure =
          failureOf(HttpCall.of("PUT", server.uri("/"), SHORT).with(Body.json("{}")));

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.mayHaveArrived()).isTrue();
    }
  }

  @Test
  void aServerThatStopsReadingTimesOutAndHasNotTheWhole() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            c -> {
              c.head();
              awaitQuietly(done);
              return false;
            })) {
      TransportException failure =
          failureOf(
              HttpCall.of("PUT", server.uri("/"), SHORT).with(new Body(BIG, of(BIG), Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.mayHaveArrived()).isFalse();
    } finally {
      done.countDown();
    }
  }

  @Test
  void aSourceThatHangsTimesOut() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (RawServer server = ok()) {
      Source hanging =
          () -> {
            awaitQuietly(done);
            return InputStream.nullInputStream();
          };
      TransportException failure =
          failureOf(
              HttpCall.of("PUT", server.uri("/"), SHORT).with(new Body(10, hanging, Body.OCTETS)));

      assertThat(failure.reason()).isIn(Reason.TIMEOUT, Reason.SOURCE_FAILED);
      assertThat(failure.mayHaveArrived()).isFalse();
    } finally {
      done.countDown();
    }
  }

  @Test
  void aConnectionCutInsideTheBodyIsCutShort() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.head();
              return false;
            })) {
      TransportException failure = failureOf(put(server).with(new Body(BIG, of(BIG), Body.OCTETS)));

      assertThat(failure.reason()).isEqualTo(Reason.CUT_SHORT);
      assertThat(failure.mayHaveArrived()).isFalse();
    }
  }

  @Test
  void aConnectionCutAfterTheBodyLosesTheAnswer() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              return false;
            })) {
      TransportException failure = failureOf(put(server).with(Body.json("{}")));

      assertThat(failure.reason()).isEqualTo(Reason.ANSWER_LOST);
      assertThat(failure.mayHaveArrived()).isTrue();
      assertThat(server.next().complete()).isTrue();
    }
  }

  @Test
  void anAnswerCutInItsBodyIsLost() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.send("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n{}");
              return false;
            })) {
      assertThat(failureOf(put(server).with(Body.json("{}"))).reason())
          .isEqualTo(Reason.ANSWER_LOST);
    }
  }

  @Test
  void noServerMeansNotSent() throws Exception {
    // Bound and not listening: nobody else can take the port meanwhile.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      TransportException failure =
          failureOf(
              HttpCall.of(
                      "PUT", URI.create("http://127.0.0.1:" + nobody.getLocalPort() + "/"), LONG)
                  .with(Body.json("{}")));

      assertThat(failure.reason()).isEqualTo(Reason.NOT_SENT);
      assertThat(failure.mayHaveArrived()).isFalse();
    }
  }

  @Test
  void anAnswerOverTheBoundIsRefused() throws Exception {
    OkHttpSeam narrow =
        OkHttpSeam.of(
            new ConnectorContext(Clock.systemUTC(), "Onshore-Test/1", LONG, new MemoryVault()), 3);
    try (RawServer server = ok();
        narrow) {
      TransportException failure =
          catchThrowableOfType(TransportException.class, () -> narrow.send(get(server)));

      assertThat(failure.reason()).isEqualTo(Reason.ANSWER_UNUSABLE);
    }
    OkHttpSeam justEnough =
        OkHttpSeam.of(
            new ConnectorContext(Clock.systemUTC(), "Onshore-Test/1", LONG, new MemoryVault()), 4);
    try (RawServer server = ok();
        justEnough) {
      assertThat(justEnough.send(get(server)).text()).isEqualTo("fine");
    }
  }

  // --- nothing is sent twice or elsewhere

  @ParameterizedTest
  @ValueSource(
      strings = {
        "503 Service Unavailable|Retry-After: 0\r\n",
        "503 Service Unavailable|",
        "408 Request Timeout|",
        "429 Too Many Requests|Retry-After: 1\r\n",
        "401 Unauthorized|WWW-Authenticate: Basic realm=\"x\"\r\n",
        "421 Misdirected Request|",
        "301 Moved Permanently|Location: /elsewhere\r\n",
        "302 Found|Location: /elsewhere\r\n",
        "307 Temporary Redirect|Location: /elsewhere\r\n",
        "308 Permanent Redirect|Location: /elsewhere\r\n",
        "308 Resume Incomplete|Range: bytes=0-1\r\n"
      })
  void everyAnswerIsReturnedAndNothingIsSentAgain(String scripted) throws Exception {
    String status = scripted.substring(0, scripted.indexOf('|'));
    String headers = scripted.substring(scripted.indexOf('|') + 1);
    try (RawServer server =
        new RawServer(
            c -> {
              boolean more = c.request();
              if (more) {
                c.answer(status, headers, "");
              }
              return more;
            })) {
      assertThat(seam.send(get(server)).status())
          .isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(seam.send(put(server).with(Body.json("{}"))).status())
          .isEqualTo(Integer.parseInt(status.substring(0, 3)));

      server.next();
      server.next();
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void aRequestOnAConnectionThatDiesIsNotSentAgain() throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    try (RawServer server =
        new RawServer(
            c -> {
              boolean more = c.request();
              if (first.compareAndSet(true, false)) {
                c.answer("200 OK", "", "fine");
                return more;
              }
              return false;
            })) {
      seam.send(get(server));

      assertThat(failureOf(get(server)).reason()).isEqualTo(Reason.ANSWER_LOST);
      server.next();
      server.next();
      assertThat(server.waiting()).isZero();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void noCredentialsAreSentUnlessGiven() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              boolean more = c.request();
              if (more) {
                c.answer("200 OK", "Set-Cookie: a=b\r\n", "");
              }
              return more;
            })) {
      seam.send(get(server).with("Authorization", "Bearer once"));
      seam.send(get(server));

      assertThat(server.next().header("Authorization")).contains("Bearer once");
      RawServer.Request second = server.next();
      assertThat(second.header("Authorization")).isEmpty();
      assertThat(second.header("Cookie")).isEmpty();
      assertThat(second.header("User-Agent")).contains("Onshore-Test/1");
      assertThat(second.header("Accept-Encoding")).contains("identity");
    }
  }

  // --- ending a call

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheCallAndStaysSet(boolean virtual) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              arrived.countDown();
              c.hold();
              return false;
            })) {
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<TransportException> task =
          new FutureTask<>(
              () -> {
                TransportException failure = failureOf(put(server).with(Body.json("{}")));
                flag.set(Thread.currentThread().isInterrupted());
                return failure;
              });
      Thread caller =
          virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().daemon().start(task);
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

      caller.interrupt();

      TransportException failure = task.get(20, TimeUnit.SECONDS);
      assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
      assertThat(failure.mayHaveArrived()).isTrue();
      assertThat(flag).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsAnSdkCallOnTheLentClient(boolean virtual) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              arrived.countDown();
              c.hold();
              return false;
            })) {
      Request request = new Request.Builder().url(server.uri("/").toString()).build();
      AtomicBoolean flag = new AtomicBoolean();
      FutureTask<TransportException> task =
          new FutureTask<>(
              () -> {
                TransportException failure =
                    catchThrowableOfType(
                        TransportException.class,
                        () -> seam.lend(() -> seam.client().newCall(request).execute(), LONG));
                flag.set(Thread.currentThread().isInterrupted());
                return failure;
              });
      Thread caller =
          virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().daemon().start(task);
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

      caller.interrupt();

      assertThat(task.get(20, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CANCELLED);
      assertThat(flag).isTrue();
    }
  }

  @Test
  void aLentCallGivesItsResultAndItsFailure() throws Exception {
    try (RawServer server = ok()) {
      Request request = new Request.Builder().url(server.uri("/").toString()).build();

      try (Response response = seam.lend(() -> seam.client().newCall(request).execute(), LONG)) {
        assertThat(response.code()).isEqualTo(200);
      }
      assertThatThrownBy(
              () ->
                  seam.lend(
                      () -> {
                        throw new IOException("odd");
                      },
                      LONG))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void anInterruptBeforeTheCallSendsNothing() throws Exception {
    try (RawServer server = ok()) {
      Thread.currentThread().interrupt();
      TransportException failure = failureOf(put(server).with(Body.json("{}")));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
      assertThat(failure.mayHaveArrived()).isFalse();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void closingTheSeamEndsRunningCallsAndRefusesNewOnes() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              arrived.countDown();
              c.hold();
              return false;
            })) {
      FutureTask<TransportException> task = new FutureTask<>(() -> failureOf(get(server)));
      Thread.ofVirtual().start(task);
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

      seam.close();

      assertThat(task.get(20, TimeUnit.SECONDS).reason()).isEqualTo(Reason.CLOSED);
      assertThat(failureOf(get(server)).reason()).isEqualTo(Reason.CLOSED);
    }
  }

  // --- reading back

  @Test
  void aStreamedAnswerGivesAllBytesAndReusesItsConnection() throws Exception {
    String long200k = "x".repeat(200_000);
    try (RawServer server =
        new RawServer(
            c -> {
              boolean more = c.request();
              if (more) {
                c.answer("200 OK", "", long200k);
              }
              return more;
            })) {
      for (int i = 0; i < 2; i++) {
        try (StreamingAnswer answer = seam.open(get(server))) {
          assertThat(answer.ok()).isTrue();
          assertThat(answer.length()).hasValue(200_000);
          assertThat(answer.body().readAllBytes()).hasSize(200_000);
        }
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aStreamedAnswerThatIsCutFailsInsteadOfEnding() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.send("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(150_000));
              return false;
            })) {
      try (StreamingAnswer answer = seam.open(get(server))) {
        assertThatThrownBy(() -> answer.body().readAllBytes())
            .isInstanceOfSatisfying(
                TransportException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.ANSWER_LOST));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsReadingAStreamedAnswer(boolean virtual) throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.send("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\nx");
              c.hold();
              return false;
            })) {
      FutureTask<Throwable> task =
          new FutureTask<>(
              () -> {
                try (StreamingAnswer answer = seam.open(get(server))) {
                  reading.countDown();
                  return catchThrowableOfType(
                      TransportException.class, () -> answer.body().readAllBytes());
                }
              });
      Thread caller =
          virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().daemon().start(task);
      assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();

      caller.interrupt();

      assertThat(task.get(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
    }
  }

  @Test
  void aStreamedAnswerKeepsTheCallTimeout() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.send("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\nx");
              c.hold();
              return false;
            })) {
      try (StreamingAnswer answer = seam.open(HttpCall.of("GET", server.uri("/"), SHORT))) {
        assertThatThrownBy(() -> answer.body().readAllBytes())
            .isInstanceOfSatisfying(
                TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
      }
    }
  }

  @Test
  void aPackedAnswerIsHandedOutAsStored() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.answer("200 OK", "Content-Encoding: gzip\r\n", "not really packed");
              return true;
            })) {
      assertThat(seam.send(get(server)).text()).isEqualTo("not really packed");
    }
  }

  // --- silence

  @Test
  void failuresTellNothingOfTheAddressOrTheHeaders() throws Exception {
    try (RawServer server =
        new RawServer(
            c -> {
              c.request();
              c.send("hunter2 hunter2\r\n\r\n");
              return false;
            })) {
      HttpCall call =
          HttpCall.of("PUT", server.uri("/up/hunter2?tempauth=hunter2"), LONG)
              .with("Authorization", "Bearer hunter2")
              .with(Body.json("hunter2"));

      Throwable failure = failureOf(call);

      assertThat(call.toString()).startsWith("PUT http://127.0.0.1:").doesNotContain("hunter2");
      for (Throwable link = failure; link != null; link = link.getCause()) {
        assertThat(link.toString()).doesNotContain("hunter2");
        assertThat(link.getClass().getName()).startsWith("io.onshore.");
      }
    }
  }

  @Test
  void requestsThatCannotBeSentAreRefusedWithoutRepeatingThem() {
    URI uri = URI.create("https://example.org/hunter2");
    assertThatThrownBy(() -> HttpCall.of("GET", URI.create("https://hunter2@example.org/"), LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> HttpCall.of("GET", URI.create("/hunter2"), LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> HttpCall.of("PUT", uri, LONG).with("X", "hunter2\r\nY: z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> HttpCall.of("GET", uri, LONG).with(Body.json("{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- helpers

  private TransportException failureOf(HttpCall call) {
    return catchThrowableOfType(TransportException.class, () -> seam.send(call));
  }

  private static HttpCall put(RawServer server) {
    return HttpCall.of("PUT", server.uri("/up"), LONG);
  }

  private static HttpCall get(RawServer server) {
    return HttpCall.of("GET", server.uri("/down"), LONG);
  }

  private static RawServer ok() throws IOException {
    return new RawServer(
        c -> {
          boolean more = c.request();
          if (more) {
            c.answer("200 OK", "", "fine");
          }
          return more;
        });
  }

  /** One more request proves that the server has accepted everything that came before. */
  private void assertNothingComplete(RawServer server) throws Exception {
    seam.send(put(server).with("X-Last", "yes").with(Body.json("{}")));
    seam.close();

    assertThat(server.restAfterTheEnd())
        .filteredOn(request -> request.header("X-Last").isEmpty())
        .noneMatch(RawServer.Request::complete);
  }

  private static Source of(int length) {
    return () -> new Zeros(length);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** As many zeros as said, without holding them. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      return 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int read = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + read, (byte) 0);
      left -= read;
      return read;
    }
  }

  /** Fails after some good bytes. */
  private static final class Failing extends FilterInputStream {
    private int good;

    Failing(InputStream in, int good) {
      super(in);
      this.good = good;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (good == 0) {
        throw new IOException("the disk is gone");
      }
      int read = super.read(into, offset, Math.min(length, good));
      good -= read;
      return read;
    }
  }
}
