package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The suite is only as good as what it sees. */
class WatchedSourceTest {
  private final byte[] content = Sealed.bytes(3, 5000);

  @Test
  void givesTheSameBytesAtEachOpening() throws Exception {
    WatchedSource source = WatchedSource.of(content, 100, 50);
    byte[] first = readSmall(source);
    assertThat(readSmall(source)).isEqualTo(first).hasSize(50);
    assertThat(source.opened()).isEqualTo(2);
    assertThat(source.stillOpen()).isZero();
    assertThat(source.read()).isEqualTo(100);
  }

  @Test
  void seesWhoHoldsEverything() throws Exception {
    WatchedSource source = WatchedSource.of(content, 0, 5000);
    try (InputStream in = source.open()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThat(source.wholeReads()).isEqualTo(1);

    WatchedSource copied = WatchedSource.of(content, 0, 5000);
    try (InputStream in = copied.open()) {
      assertThat(in.transferTo(new ByteArrayOutputStream())).isEqualTo(5000);
    }
    assertThat(copied.wholeReads()).isEqualTo(1);

    WatchedSource large = WatchedSource.of(content, 0, 5000);
    try (InputStream in = large.open()) {
      assertThat(in.readNBytes(5000)).isEqualTo(content);
    }
    assertThat(large.largestRead()).isEqualTo(5000);
  }

  @Test
  void seesWhoForgetsToClose() throws Exception {
    WatchedSource source = WatchedSource.of(content, 0, 1);
    InputStream forgotten = source.open();
    assertThat(source.stillOpen()).isEqualTo(1);
    forgotten.close();
    forgotten.close();
    assertThat(source.stillOpen()).isZero();
  }

  @Test
  void refusesToBeRewoundAndSeesIt() throws Exception {
    WatchedSource source = WatchedSource.of(content, 0, 10);
    try (InputStream in = source.open()) {
      assertThat(in.markSupported()).isFalse();
      assertThatIOException().isThrownBy(in::reset);
    }
    assertThat(source.rewinds()).isEqualTo(1);
  }

  @Test
  void failsInPlaceOfItsEnd() {
    WatchedSource source = WatchedSource.failingAfter(content, 0, 20);
    assertThatIOException().isThrownBy(() -> readSmall(source));
    assertThat(source.read()).isEqualTo(20);
    assertThatIOException().isThrownBy(() -> WatchedSource.unopenable().open());
  }

  @Test
  void makesBytesWithoutHoldingThem() throws Exception {
    WatchedSource source = WatchedSource.made(3000, 0xA5);
    assertThat(readSmall(source)).hasSize(3000).containsOnly((byte) 0xA5);
  }

  private static byte[] readSmall(WatchedSource source) throws Exception {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (InputStream in = source.open()) {
      byte[] block = new byte[16];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        into.write(block, 0, read);
      }
    }
    return into.toByteArray();
  }
}
