package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No readable file passes, whatever the practice registered. */
class OpenFilesTest {
  private static final SealProfile RAW = SealProfile.rawCiphertext("raw AEAD", 29);

  static List<OpenFiles.OpenFile> corpus() {
    return OpenFiles.corpus();
  }

  @Test
  void isALargeCorpus() {
    assertThat(corpus()).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void refusesAReadableFileByItsName(OpenFiles.OpenFile file) {
    byte[] content = file.content();
    Inspection found = Vectors.whole(content, RAW, SealProfile.CRYPTOMATOR_VAULT);
    assertThat(found).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.head(content, RAW, SealProfile.CRYPTOMATOR_VAULT))
        .isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(content)).isNotInstanceOf(Inspection.Sealed.class);
    if (!file.words().isEmpty()) {
      assertThat(found).isEqualTo(new Inspection.Readable(file.words()));
      assertThat(Vectors.head(content)).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void refusesAReadableFileBehindAnAgeHeader(OpenFiles.OpenFile file) {
    byte[] content = file.content();
    if (content.length >= 200) {
      byte[] whole = Writers.age(Writers.join(Writers.ciphertext(16, 1), content), 1);
      assertThat(Vectors.whole(whole)).isInstanceOf(Inspection.Readable.class);
    }
  }
}
