package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated vectors: an inspection answers whatever the bytes are. */
class HostileInputTest {
  private static final SealProfile[] PROFILES = {
    SealProfile.rawCiphertext("raw", 29),
    SealProfile.CRYPTOMATOR_VAULT,
    new SealProfile("magic", 64, "c0ffee01", true, 20)
  };

  private static final byte[] NASTY = {0, -1, (byte) 0x80, 0x7f, '\n', '"', '-', '{'};

  // Shorter than the text that tests put over it: headers are readable by design.
  private static final String ADDRESS = "\"jku\":\"https://u:p@keys.example:8443/set?a#b\"";
  private static final String OTHER_ADDRESS = "\"x5u\":\"https://[2001:db8::1]/cert\"";

  /** Names and IP addresses, loosely. */
  private static final Pattern SERVER =
      Pattern.compile("\\?|[a-z0-9][a-z0-9.-]{0,252}|\\[[0-9a-f:.]{2,45}]");

  private static List<byte[]> vectors() {
    List<byte[]> vectors = new ArrayList<>();
    for (String name : Vectors.names("age-", "openpgp-", "cms-", "open-")) {
      if (!name.equals("age-200k.age")) {
        vectors.add(Vectors.read(name));
      }
    }
    vectors.add(Writers.ascii(Writers.jweCompact("A256KW", "A256GCM", 200, 1)));
    vectors.add(Writers.ascii(Writers.jweFlattened("dir", "A128CBC-HS256", 200, 2)));
    vectors.add(Writers.ascii(Writers.jweGeneral("A256GCM", 200, 3)));
    vectors.add(Writers.ascii(Writers.jweCompactWith(ADDRESS, 7)));
    vectors.add(Writers.ascii(Writers.jweFlattenedWith("", ADDRESS, "", 8)));
    vectors.add(Writers.rncryptor(3, Writers.text(200), 4));
    vectors.add(Writers.rclone(Writers.text(200), 5));
    vectors.add(Writers.cryptomatorGcm(Writers.text(200), 6));
    return vectors;
  }

  /** Some bytes changed, some cut, some doubled, some taken from elsewhere. */
  private static byte[] mutated(List<byte[]> vectors, Random random) {
    byte[] bytes = vectors.get(random.nextInt(vectors.size())).clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && bytes.length > 1; i++) {
      // Mostly in the header, where the structure is.
      int at = random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 64) : bytes.length);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> {
          int count = random.nextInt(Math.min(200, bytes.length - at));
          bytes =
              Writers.join(
                  Arrays.copyOf(bytes, at + count), Arrays.copyOfRange(bytes, at, bytes.length));
        }
        case 5 -> {
          byte[] other = vectors.get(random.nextInt(vectors.size()));
          bytes =
              Writers.join(
                  Arrays.copyOf(bytes, at),
                  Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
        }
        default -> {
          int count = random.nextInt(Math.min(64, bytes.length - at));
          bytes =
              Writers.join(
                  Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + count, bytes.length));
        }
      }
    }
    return bytes;
  }

  @Test
  void alwaysAnswers() {
    List<byte[]> vectors = vectors();
    vectors.add(
        Writers.ascii(Writers.jweGeneralWith("", List.of(ADDRESS, OTHER_ADDRESS), true, 200, 9)));
    Random random = new Random(20_261_122);
    int sealed = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = mutated(vectors, random);
      Inspection head = Vectors.head(bytes, PROFILES);
      Inspection whole = Vectors.whole(bytes, PROFILES);
      // So short a file is all head.
      assertThat(whole).isEqualTo(head);
      sealed += whole instanceof Inspection.Sealed ? 1 : 0;
      words(whole).chars().forEach(c -> assertThat(c).isBetween(0x20, 0x7e));
      if (whole instanceof Inspection.Sealed found) {
        assertThat(found.keyServers()).allMatch(server -> SERVER.matcher(server).matches());
      }
    }
    // Not everything is refused by accident: changes inside ciphertext cannot be seen.
    assertThat(sealed).isBetween(500, 10_000);
  }

  @Test
  void neverPassesTextPutIntoAVector() {
    List<byte[]> vectors = vectors();
    Random random = new Random(7);
    byte[] text = Writers.text(4096);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = vectors.get(random.nextInt(vectors.size())).clone();
      int at = random.nextInt(bytes.length);
      int count = Math.min(bytes.length - at, 64 + random.nextInt(400));
      if (count < 64) {
        continue;
      }
      System.arraycopy(text, random.nextInt(400), bytes, at, count);
      assertThat(Vectors.whole(bytes, PROFILES))
          .as(
              "round %d: %d bytes at %d of %s",
              round, count, at, new String(bytes, StandardCharsets.ISO_8859_1))
          .isNotInstanceOf(Inspection.Sealed.class);
    }
  }

  @Test
  void neverPassesTextInFrontOfAVector() {
    for (byte[] vector : vectors()) {
      byte[] bytes = Writers.join(Writers.text(200), vector);
      assertThat(Vectors.whole(bytes, PROFILES)).isNotInstanceOf(Inspection.Sealed.class);
      byte[] overwritten = vector.clone();
      System.arraycopy(Writers.text(64), 0, overwritten, 0, Math.min(64, overwritten.length));
      assertThat(Vectors.whole(overwritten, PROFILES)).isNotInstanceOf(Inspection.Sealed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "{\"recipients\":[",
        "{\"a\":",
        "{\"header\":{\"a\":",
        "-",
        "\"",
        "\u0000",
        "0"
      })
  void isNotLedIntoTheDeep(String piece) {
    byte[] bytes = Writers.ascii(piece.repeat(3_000_000 / piece.length()));
    assertThat(Vectors.whole(bytes)).isNotInstanceOf(Inspection.Sealed.class);
  }

  @Test
  void isNotLedIntoTheDeepByNestedParts() {
    byte[] cms = Vectors.read("cms-rsa-stream.ber");
    byte[] nested = new byte[2_000_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    for (int at = 0; at < 200; at++) {
      byte[] bytes = Writers.join(Arrays.copyOf(cms, at), nested);
      assertThat(Vectors.whole(bytes)).isNotInstanceOf(Inspection.Sealed.class);
    }
  }

  private static String words(Inspection inspection) {
    return switch (inspection) {
      case Inspection.Sealed found -> found.label();
      case Inspection.Readable found -> found.looksLike();
      case Inspection.Damaged found -> found.problem();
      case Inspection.Truncated found -> found.problem();
      case Inspection.Unknown found -> found.reason();
    };
  }
}
