package io.onshore.gateway.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
  @TempDir Path folder;

  private static String line(int fill) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key) + "\n";
  }

  @Test
  void createsAKeyThatOnlyItsOwnerReads() throws IOException {
    Path file = folder.resolve("new/key");
    SecretBox first = KeyFile.openOrCreate(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyFile.openOrCreate(file).keyIds()).isEqualTo(first.keyIds());
    assertThat(KeyFile.open(file).open(first.seal("s", "c"), "c")).isEqualTo("s");
    try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void createsAnotherKeyEachTime() {
    assertThat(KeyFile.openOrCreate(folder.resolve("a")).keyId())
        .isNotEqualTo(KeyFile.openOrCreate(folder.resolve("b")).keyId());
  }

  @Test
  void createsNothingUnlessAllowed() {
    Path file = folder.resolve("key");
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(SealingException.class)
        .hasMessage("the key file " + file + " cannot be read");
    assertThat(file).doesNotExist();
  }

  @Test
  void sealsWithTheFirstLine() throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, line(1));
    SecretBox before = KeyFile.open(file);
    Files.writeString(file, line(2) + "\n" + line(1));
    SecretBox after = KeyFile.open(file);
    assertThat(after.keyIds()).hasSize(2).contains(before.keyId());
    assertThat(after.keyId()).isNotEqualTo(before.keyId());
  }

  @Test
  void saysWhichLineIsWrongButNotWhatStandsThere() throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, line(1) + "c2VjcmV0LXdvcmQ=\n");
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("c2VjcmV0");
    Files.writeString(file, "not?base64!\n");
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(SealingException.class)
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).contains("line 1").doesNotContain("not?base64");
            });
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> KeyFile.open(file)).hasMessageContaining("holds no key");
  }
}
