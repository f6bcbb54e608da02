package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan finds what it is there to find. */
class LogScanTest {
  private static final Map<String, String> SECRETS =
      Map.of("Mrs Müller/left \"arm\".jpg", "a file name");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stored Mrs Müller/left \"arm\".jpg",
        "{\"name\":\"Mrs Müller\\/left \\\"arm\\\".jpg\"}",
        "GET /x?name=Mrs+M%C3%BCller%2Fleft+%22arm%22.jpg",
        "GET /x/Mrs%20M%C3%BCller%2Fleft%20%22arm%22.jpg",
        "clientName TXJzIE3DvGxsZXIvbGVmdCAiYXJtIi5qcGc=",
        "4d7273204dc3bc6c6c65722f6c656674202261726d222e6a7067"
      })
  void findsATextInWhateverSpelling(String line) throws IOException {
    Files.writeString(folder.resolve("gateway.log"), "before\n" + line + "\nafter");

    assertThat(LogScan.found(folder, SECRETS)).containsExactly("gateway.log holds a file name");
  }

  @Test
  void findsItAmongBytesThatAreNoText() throws IOException {
    Path deeper = Files.createDirectories(folder.resolve("deeper"));
    Files.write(deeper.resolve("x"), new byte[] {(byte) 0xff, 0, 's', 'e', 'c', 'r', 'e', 't', -1});

    assertThat(LogScan.found(folder, Map.of("secret", "a word")))
        .containsExactly("deeper/x holds a word");
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    Files.writeString(folder.resolve("gateway.log"), "trf_01 of Mrs M was stored");

    assertThat(LogScan.found(folder, SECRETS)).isEmpty();
  }

  @Test
  void whatWouldBeFoundByChanceIsNotPlanted() {
    assertThatIllegalArgumentException().isThrownBy(() -> Planted.secret("a word", "photo"));
  }
}
