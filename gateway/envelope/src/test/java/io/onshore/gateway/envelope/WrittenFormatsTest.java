package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JWE, RNCryptor, rclone crypt, Cryptomator and registered formats. */
class WrittenFormatsTest {
  private static void recognised(byte[] file, EnvelopeKind kind, String label) {
    Inspection expected = new Inspection.Sealed(kind, Certainty.RECOGNISED, label);
    assertThat(Vectors.whole(file)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "dir, A128GCM, 1",
    "dir, A256CBC-HS512, 5000",
    "ECDH-ES, A192GCM, 300",
    "A256KW, A256GCM, 100000",
    "ECDH-ES+A128KW, A128CBC-HS256, 0",
    "A256GCMKW, A192CBC-HS384, 70000",
    "PBES2-HS512+A256KW, A256CBC-HS512, 64",
    "RSA-OAEP-256, A256GCM, 40000",
  })
  void recognisesJwe(String alg, String enc, int length) {
    String compact = Writers.jweCompact(alg, enc, length, 5);
    recognised(Writers.ascii(compact), EnvelopeKind.JWE, "a JWE object in compact form");
    recognised(Writers.ascii(compact + "\n"), EnvelopeKind.JWE, "a JWE object in compact form");
    String flattened = Writers.jweFlattened(alg, enc, length, 6);
    recognised(Writers.ascii(flattened), EnvelopeKind.JWE, "a JWE object in JSON for 1 recipient");
    assertThat(Vectors.head(Writers.ascii(compact))).isInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.head(Writers.ascii(flattened))).isInstanceOf(Inspection.Sealed.class);
  }

  @Test
  void recognisesJweForTwoRecipients() {
    recognised(
        Writers.ascii(Writers.jweGeneral("A256GCM", 900, 8)),
        EnvelopeKind.JWE,
        "a JWE object in JSON for 2 recipients");
  }

  @ParameterizedTest
  @CsvSource({
    // The wrong lengths for the algorithm, an unknown algorithm, a member that says anything.
    "'\"alg\":\"dir\"', '\"alg\":\"A256KW\"', its encrypted key has the wrong length",
    "'\"enc\":\"A256GCM\"', '\"enc\":\"A256CBC-HS512\"', 'its initialisation vector has the wrong length'",
    "'\"enc\":\"A256GCM\"', '\"enc\":\"none\"', its encryption is unknown",
    "'\"alg\":\"dir\"', '\"alg\":\"none\"', the algorithm for its key is unknown",
    "'\"alg\":\"dir\"', '\"alg\":\"dir\",\"alg\":\"dir\"', a parameter stands twice in its header",
  })
  void refusesJweWithAHeaderThatCannotBe(String from, String to, String problem) {
    String[] parts = Writers.jweCompact("dir", "A256GCM", 400, 9).split("\\.", -1);
    String header = "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}".replace(from, to);
    parts[0] = Writers.base64Url(header);
    Inspection found =
        Vectors.whole(
            Writers.ascii(
                "{\"protected\":\""
                    + parts[0]
                    + "\",\"iv\":\""
                    + parts[2]
                    + "\",\"ciphertext\":\""
                    + parts[3]
                    + "\",\"tag\":\""
                    + parts[4]
                    + "\"}"));
    assertThat(found).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(Writers.ascii(String.join(".", parts))))
        .isNotInstanceOf(Inspection.Sealed.class);
    if (!problem.equals("a parameter stands twice in its header")) {
      assertThat(found).isEqualTo(new Inspection.Damaged(EnvelopeKind.JWE, problem));
    }
  }

  @Test
  void refusesJweWithAMemberThatCouldSayAnything() {
    String json = Writers.jweFlattened("dir", "A256GCM", 400, 9);
    String more = json.substring(0, json.length() - 1) + ",\"patient\":\"Jane Citizen\"}";
    assertThat(Vectors.whole(Writers.ascii(more)))
        .isEqualTo(
            new Inspection.Damaged(EnvelopeKind.JWE, "it has a member that no JWE object has"));
  }

  @Test
  void namesASignedTokenAsOpen() {
    String jws =
        Writers.base64Url("{\"alg\":\"ES256\"}")
            + "."
            + Writers.base64Url("{\"name\":\"Jane Citizen\"}")
            + "."
            + Writers.base64Url(Writers.ciphertext(64, 1));
    assertThat(Vectors.whole(Writers.ascii(jws)))
        .isEqualTo(new Inspection.Readable("a JSON web token that is not encrypted"));
  }

  @Test
  void refusesJweWhoseCiphertextIsText() {
    String[] parts = Writers.jweCompact("dir", "A256GCM", 400, 9).split("\\.", -1);
    parts[3] = Writers.base64Url(Writers.text(400));
    assertThat(Vectors.whole(Writers.ascii(String.join(".", parts))))
        .isEqualTo(new Inspection.Readable("readable content behind the header of a JWE object"));
  }

  @Test
  void writesRncryptorAsItsSpecificationDoes() {
    byte[] zeros = new byte[16];
    byte[] eight = new byte[8];
    assertThat(HexFormat.of().formatHex(Writers.rncryptor(3, "a", eight, eight, zeros, eight(0))))
        .isEqualTo(
            "0301"
                + "00".repeat(32)
                + "b3039be31cd7ece5e754f5c8da170036"
                + "66313ae8a89ddcf8e3cb41fdc130b2329dbe07d6f4d32c34e050c8bd7e933b12");
  }

  private static byte[] eight(int length) {
    return new byte[length];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 100, 4096, 70_000, 300_001})
  void recognisesRncryptor(int length) {
    for (int version = 2; version <= 3; version++) {
      String words = "an RNCryptor version " + version + " file sealed with a ";
      byte[] password = Writers.rncryptor(version, Writers.text(length), length);
      recognised(password, EnvelopeKind.RNCRYPTOR, words + "password");
      assertThat(Vectors.head(password)).isInstanceOf(Inspection.Sealed.class);
      byte[] key = Writers.rncryptorWithKey(version, Writers.text(length), length);
      recognised(key, EnvelopeKind.RNCRYPTOR, words + "key");
    }
  }

  @Test
  void recognisesTheSmallestRncryptorOfItsSpecification() {
    byte[] file = Writers.rncryptor(3, "a", new byte[8], new byte[8], new byte[16], new byte[0]);
    assertThat(file).hasSize(82);
    recognised(file, EnvelopeKind.RNCRYPTOR, "an RNCryptor version 3 file sealed with a password");
  }

  @Test
  void refusesTextBehindAnRncryptorHeader() {
    byte[] file = Writers.rncryptor(3, Writers.text(4096), 3);
    byte[] text = Writers.text(4000);
    System.arraycopy(text, 0, file, 34, text.length);
    assertThat(Vectors.whole(file)).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.head(file)).isNotInstanceOf(Inspection.Sealed.class);
  }

  @Test
  void refusesTextAnywhereInAnRncryptorFile() {
    byte[] file = Writers.rncryptor(3, Writers.text(300_000), 3);
    byte[] text = Writers.text(64);
    System.arraycopy(text, 0, file, 200_000, text.length);
    assertThat(Vectors.whole(file)).isNotInstanceOf(Inspection.Sealed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_535, 65_536, 65_537, 200_000})
  void recognisesRcloneCrypt(int length) {
    byte[] file = Writers.rclone(Writers.text(length), length);
    recognised(file, EnvelopeKind.RCLONE_CRYPT, "an rclone crypt file");
    assertThat(Vectors.head(file)).isInstanceOf(Inspection.Sealed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 40, 48, 32 + 65_552 + 1, 32 + 65_552 + 16})
  void refusesRcloneCryptOfAnImpossibleLength(int length) {
    byte[] file = Arrays.copyOf(Writers.rclone(Writers.text(200_000), 2), length);
    assertThat(Vectors.whole(file)).isInstanceOf(Inspection.Truncated.class);
    assertThat(Vectors.head(file)).isInstanceOf(Inspection.Truncated.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 32_768, 32_769, 100_000})
  void takesCryptomatorFilesOnlyIfThePracticeRegisteredThem(int length) {
    for (byte[] file :
        new byte[][] {
          Writers.cryptomatorGcm(Writers.text(length), length),
          Writers.cryptomatorCtr(Writers.text(length), length)
        }) {
      assertThat(Vectors.whole(file)).isInstanceOf(Inspection.Unknown.class);
      assertThat(Vectors.whole(file, SealProfile.CRYPTOMATOR_VAULT))
          .isEqualTo(
              new Inspection.Sealed(
                  EnvelopeKind.CRYPTOMATOR,
                  Certainty.LOOKS_ENCRYPTED,
                  "looks encrypted: the length fits a Cryptomator vault file"));
    }
  }

  @Test
  void takesARegisteredFormatForWhatItLooksLike() {
    SealProfile profile = new SealProfile("Clinic AEAD", 64, "c0ffee01", true, 20);
    byte[] magic = HexFormat.of().parseHex("c0ffee01");
    byte[] file = Writers.join(magic, new byte[16], Writers.ciphertext(5000, 4));
    Inspection expected =
        new Inspection.Sealed(
            EnvelopeKind.REGISTERED_PROFILE,
            Certainty.LOOKS_ENCRYPTED,
            "looks encrypted: fits the registered format `Clinic AEAD`");
    assertThat(Vectors.whole(file, profile)).isEqualTo(expected);
    assertThat(Vectors.head(file, profile)).isEqualTo(expected);
    assertThat(Vectors.whole(file)).isNotInstanceOf(Inspection.Sealed.class);
    byte[] other = file.clone();
    other[0]++;
    assertThat(Vectors.whole(other, profile)).isNotInstanceOf(Inspection.Sealed.class);
    byte[] text = Writers.join(magic, new byte[16], Writers.text(5000));
    assertThat(Vectors.whole(text, profile)).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(Arrays.copyOf(file, 63), profile))
        .isNotInstanceOf(Inspection.Sealed.class);
  }

  @Test
  void doesNotTakeRandomBytesWithoutAProfile() {
    for (int seed = 0; seed < 200; seed++) {
      assertThat(Vectors.whole(Writers.ciphertext(100 + seed * 50, seed)))
          .isInstanceOf(Inspection.Unknown.class);
    }
  }

  @Test
  void namesTheEmptyFile() {
    assertThat(Vectors.whole(new byte[0])).isEqualTo(new Inspection.Readable("an empty file"));
    assertThat(Vectors.head(new byte[0], SealProfile.rawCiphertext("raw", 29)))
        .isEqualTo(new Inspection.Readable("an empty file"));
  }
}
