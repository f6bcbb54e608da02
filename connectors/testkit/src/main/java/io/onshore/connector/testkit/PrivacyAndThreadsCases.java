package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.UploadSession;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Cases about what goes out, and who may call. */
abstract class PrivacyAndThreadsCases extends Cases {
  private static final String MARKER = "DICM patient Mustermann^Erika";

  @Live
  @Test
  void clientFileNameIsNeverSent() throws Exception {
    store(NAME, severalParts(78));
    assertThat(harness().requests())
        .isNotEmpty()
        .noneMatch(seen -> text(seen).contains(WatchedSource.CLIENT_FILE_NAME))
        .anyMatch(seen -> text(seen).contains(NAME.value()));
  }

  @Live
  @Test
  void wireCarriesOnlySealedBytes() throws Exception {
    byte[] plain =
        MARKER
            .repeat(severalParts(79).length / MARKER.length())
            .getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = seal(plain);
    store(NAME, sealed);
    assertThat(harness().requests()).isNotEmpty().noneMatch(seen -> text(seen).contains(MARKER));
    assertThat(harness().requests().stream().mapToLong(Seen::contentBytes).sum())
        .as("bytes of the object on the wire")
        .isEqualTo(sealed.length);
    assertStored(NAME, sealed);
  }

  @Live
  @Test
  void twoUploadsAtOnceDoNotMix() throws Exception {
    byte[] one = severalParts(80);
    byte[] two = severalParts(8080);
    try (UploadSession first = begin(NAME, one);
        UploadSession second = begin(OTHER_NAME, two)) {
      assertThat(first.token()).isNotEqualTo(second.token());
      List<Part> firstParts = parts(first, one);
      List<Part> secondParts = parts(second, two);
      for (int i = 0; i < firstParts.size(); i++) {
        first.send(firstParts.get(i));
        second.send(secondParts.get(i));
      }
      second.commit(digests(two));
      assertNothingStored(NAME);
      first.commit(digests(one));
    }
    assertStored(NAME, one);
    assertStored(OTHER_NAME, two);
  }

  @Live
  @Test
  void connectorIsSafeForSeveralThreads() throws Exception {
    int threads = 4;
    Connector shared = connector();
    CyclicBarrier reading = new CyclicBarrier(threads);
    Map<ObjectName, byte[]> contents = new LinkedHashMap<>();
    List<Future<Boolean>> stored = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ObjectName name = new ObjectName("thread-" + i);
      byte[] content = severalParts(81_000 + i);
      contents.put(name, content);
      stored.add(
          inThread(
              () -> {
                try (UploadSession session = begin(shared, name, content)) {
                  Part first = parts(session, content).getFirst();
                  session.send(
                      new Part(
                          0, first.length(), () -> new Meeting(first.source().open(), reading)));
                  sendMissing(session, content);
                  session.commit(digests(content));
                }
                return shared.find(name, harness().destination()).isPresent();
              }));
    }
    for (Future<Boolean> each : stored) {
      assertThat(each.get()).isTrue();
    }
    contents.forEach(this::assertStored);
  }

  @Live
  @Test
  void requestsGoOnlyToTheDeclaredHosts() throws Exception {
    connector().check(harness().destination());
    byte[] content = severalParts(82);
    store(NAME, content);
    store(OTHER_NAME, Sealed.bytes(82, 3));
    UploadSession abandoned = begin(new ObjectName("abandoned"), content);
    abandoned.send(parts(abandoned, content).getFirst());
    abandoned.confirmed();
    abandoned.abandon();
    connector().probeResidency(harness().destination());
    assertThat(harness().declaredHosts().isEmpty()).isEqualTo(has(Trait.NO_NETWORK));
    assertThat(harness().requests())
        .isNotEmpty()
        .allMatch(
            seen ->
                has(Trait.NO_NETWORK)
                    ? seen.host().isEmpty()
                    : harness().declaredHosts().contains(seen.host()));
  }

  /**
   * A stream whose first bytes are handed over when all threads have read theirs, so that buffers
   * that threads share by mistake are surely mixed up. A connector may take turns, so nobody waits
   * for ever.
   */
  private static final class Meeting extends FilterInputStream {
    private final CyclicBarrier others;
    private boolean met;

    Meeting(InputStream in, CyclicBarrier others) {
      super(in);
      this.others = others;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
      int got = super.read(into, offset, wanted);
      if (!met) {
        met = true;
        try {
          int ignored = others.await(2, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException takingTurns) {
          // Allowed; then there is nothing to mix up.
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
      }
      return got;
    }
  }

  private static String text(Seen seen) {
    return seen.path() + seen.headers() + seen.body();
  }

  private static byte[] seal(byte[] plain) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(Sealed.bytes(790, 32), "AES"),
        new IvParameterSpec(Sealed.bytes(791, 16)));
    return cipher.doFinal(plain);
  }
}
