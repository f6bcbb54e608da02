package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every prefix of every small vector. */
class TruncationTest {
  /** Formats that hold their own length, or mark their end: no prefix can pass. */
  static Stream<String> closed() {
    return Vectors.sealed().stream()
        .filter(
            name ->
                name.startsWith("openpgp-")
                    || name.startsWith("cms-")
                    || name.equals("age-armoured.age"));
  }

  static Stream<String> binaryAge() {
    return Vectors.names("age-").stream()
        .filter(name -> !name.equals("age-armoured.age") && !name.equals("age-200k.age"));
  }

  private static boolean passes(byte[] file, int length) {
    return Vectors.whole(Arrays.copyOf(file, length)) instanceof Inspection.Sealed;
  }

  @ParameterizedTest
  @MethodSource("closed")
  void noPrefixPasses(String name) {
    byte[] file = Vectors.read(name);
    int end = file.length;
    while (name.matches(".*\\.(asc|pem|age)") && Ascii.isWhitespace(file[end - 1])) {
      // The end of the last line may be missing.
      end--;
    }
    for (int length = 0; length < end; length++) {
      assertThat(passes(file, length)).as("the first %d bytes", length).isFalse();
    }
  }

  @Test
  void noPrefixOfJwePasses() {
    for (String jwe :
        List.of(
            Writers.jweCompact("A256KW", "A256GCM", 300, 1),
            Writers.jweCompact("dir", "A128CBC-HS256", 300, 2),
            Writers.jweFlattened("dir", "A256GCM", 300, 3))) {
      byte[] file = Writers.ascii(jwe);
      for (int length = 0; length < file.length; length++) {
        assertThat(passes(file, length)).as("the first %d bytes", length).isFalse();
      }
    }
  }

  /**
   * A binary age file does not say how long it is. So a prefix passes exactly where an age file of
   * this length can be: a nonce and an empty piece, or a last piece with at least a byte.
   */
  @ParameterizedTest
  @MethodSource("binaryAge")
  void aPrefixOfBinaryAgePassesOnlyAtAPossibleLength(String name) {
    byte[] file = Vectors.read(name);
    int header = headerEnd(file);
    for (int length = 0; length <= file.length; length++) {
      boolean possible = length == header + 32 || length > header + 32;
      assertThat(passes(file, length)).as("the first %d bytes", length).isEqualTo(possible);
    }
  }

  @Test
  void aLongAgeFileIsNotCutAtAnImpossibleLength() {
    byte[] file = Vectors.read("age-200k.age");
    int header = headerEnd(file);
    for (int pieces = 1; pieces <= 2; pieces++) {
      int boundary = header + 16 + pieces * 65_552;
      assertThat(passes(file, boundary)).isTrue();
      for (int more = 1; more <= 16; more++) {
        assertThat(Vectors.whole(Arrays.copyOf(file, boundary + more)))
            .isEqualTo(new Inspection.Truncated(EnvelopeKind.AGE, "no age file has this length"));
      }
      assertThat(passes(file, boundary + 17)).isTrue();
    }
  }

  @Test
  void aPrefixOfRncryptorPassesOnlyAtWholeBlocks() {
    byte[] file = Writers.rncryptor(3, Writers.text(2000), 1);
    List<Integer> passing = new ArrayList<>();
    for (int length = 0; length <= file.length; length++) {
      if (passes(file, length)) {
        passing.add(length);
      }
    }
    assertThat(passing).allMatch(length -> (length - 2) % 16 == 0 && length >= 82);
    assertThat(passing).contains(file.length);
  }

  @Test
  void namesACutFileAsTruncated() {
    byte[] cms = Vectors.read("cms-rsa.der");
    assertThat(Vectors.whole(Arrays.copyOf(cms, cms.length - 1)))
        .isInstanceOf(Inspection.Truncated.class);
    byte[] gpg = Vectors.read("openpgp-rsa.gpg");
    assertThat(Vectors.whole(Arrays.copyOf(gpg, gpg.length - 1)))
        .isInstanceOf(Inspection.Truncated.class);
    byte[] age = Vectors.read("age-armoured.age");
    assertThat(Vectors.whole(Arrays.copyOf(age, age.length / 2)))
        .isInstanceOf(Inspection.Truncated.class);
    byte[] header = Vectors.read("age-x25519.age");
    assertThat(Vectors.whole(Arrays.copyOf(header, 60))).isInstanceOf(Inspection.Truncated.class);
  }

  private static int headerEnd(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.indexOf('\n', text.indexOf("\n--- ") + 1) + 1;
  }
}
