package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Runs the committed seeds in a normal build; fuzzes for real with {@code JAZZER_FUZZ=1}. */
class EnvelopeFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void alwaysAnswers(byte[] bytes) {
    Inspection head = Vectors.head(bytes, SealProfile.rawCiphertext("raw", 29));
    Inspection whole = Vectors.whole(bytes, SealProfile.rawCiphertext("raw", 29));
    if (whole instanceof Inspection.Sealed found) {
      assertThat(head).isInstanceOf(Inspection.Sealed.class);
      assertThat(found.keyServers())
          .allMatch(server -> server.matches("\\?|[a-z0-9][a-z0-9.-]{0,252}|\\[[0-9a-f:.]{2,45}]"));
    }
  }
}
