package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the age header, and what hides behind one. */
class AgeHeaderTest {
  private static final byte[] PAYLOAD = Writers.ciphertext(500, 77);

  private static String header() {
    byte[] file = Writers.age(new byte[0], 1);
    return new String(file, StandardCharsets.US_ASCII);
  }

  private static Inspection inspect(String header, byte[] payload) {
    return Vectors.whole(Writers.join(Writers.ascii(header), payload));
  }

  @Test
  void takesTheHeaderThatTheOthersAreMadeFrom() {
    assertThat(inspect(header(), PAYLOAD))
        .isEqualTo(
            new Inspection.Sealed(
                EnvelopeKind.AGE, Certainty.RECOGNISED, "an age file for 1 recipient"));
  }

  @ParameterizedTest
  @CsvSource({
    "'age-encryption.org/v1\n', 'age-encryption.org/v2\n'",
    "'age-encryption.org/v1\n', 'age-encryption.org/v1\r\n'",
    "'age-encryption.org/v1\n', 'age-encryption.org/v1 \n'",
    "'-> X25519 ', '->X25519 '",
    "'-> X25519 ', '-> X25519  '",
    "'-> X25519 ', '-> X25519 extra '",
    "'-> X25519 ', '-> scrypt '",
    "'-> X25519 ', '-> ssh-rsa '",
    "'--- ', '---'",
    "'--- ', '---- '",
    "'--- ', '--- A'",
    "'--- ', '--- Jane Citizen, born 1970\n--- '",
    "'--- ', 'patient: Jane Citizen\n--- '",
  })
  void refusesAHeaderThatBreaksTheGrammar(String from, String to) {
    String broken = header().replace(from, to);
    assertThat(broken).isNotEqualTo(header());
    assertThat(inspect(broken, PAYLOAD)).isInstanceOf(Inspection.Damaged.class);
  }

  @Test
  void refusesAHeaderWithoutARecipient() {
    String text = header();
    String none = text.substring(0, text.indexOf("-> ")) + text.substring(text.indexOf("--- "));
    assertThat(inspect(none, PAYLOAD))
        .isEqualTo(new Inspection.Damaged(EnvelopeKind.AGE, "it has no recipient"));
  }

  @Test
  void refusesAHeaderWithOnlyGrease() {
    String grease = header().replaceFirst("-> X25519 \\S+\\n", "-> joke-grease Uyu \"\n");
    assertThat(inspect(grease, PAYLOAD))
        .isEqualTo(new Inspection.Damaged(EnvelopeKind.AGE, "it has no recipient"));
  }

  @Test
  void takesGreaseAndPluginsBesideARecipient() {
    String more =
        header().replace("--- ", "-> joke-grease Uyu \"\n\n-> piv-p256 AAAA BBBB\nAAAA\n--- ");
    assertThat(inspect(more, PAYLOAD))
        .isInstanceOfSatisfying(
            Inspection.Sealed.class,
            found -> assertThat(found.label()).isEqualTo("an age file for 2 recipients"));
  }

  @Test
  void refusesASentenceInPlaceOfARecipient() {
    String sentence =
        header().replace("--- ", "-> note Jane Citizen has a rash on the left arm\n\n--- ");
    assertThat(inspect(sentence, PAYLOAD)).isInstanceOf(Inspection.Damaged.class);
  }

  @Test
  void refusesBase64ThatIsNotTheOneForm() {
    String text = header();
    int last = text.length() - 2;
    char wrong = text.charAt(last) == 'A' ? 'B' : (char) (text.charAt(last) + 1);
    assertThat(inspect(text.substring(0, last) + wrong + "\n", PAYLOAD))
        .isInstanceOf(Inspection.Damaged.class);
  }

  @Test
  void refusesAPassphraseBesideARecipient() {
    String text = header();
    String stanza = "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" + text.lines().toList().get(2) + "\n";
    assertThat(inspect(text.replace("-> X25519", stanza + "-> X25519"), PAYLOAD))
        .isEqualTo(
            new Inspection.Damaged(
                EnvelopeKind.AGE, "a passphrase stands beside other recipients"));
  }

  @Test
  void refusesAHeaderThatNeverEnds() {
    StringBuilder stanzas = new StringBuilder();
    for (int seed = 0; seed < 2000; seed++) {
      byte[] body = Writers.ciphertext(32, seed);
      stanzas
          .append("-> plugin AAAA\n")
          .append(Base64.getEncoder().withoutPadding().encodeToString(body))
          .append('\n');
    }
    String text = header().replace("--- ", stanzas + "--- ");
    byte[] file = Writers.join(Writers.ascii(text), PAYLOAD);
    assertThat(Vectors.whole(file)).isInstanceOf(Inspection.Damaged.class);
    assertThat(Vectors.head(file)).isInstanceOf(Inspection.Damaged.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 300, 4000, 60_000, 200_000})
  void refusesTextBehindAHeader(int length) {
    byte[] payload = Writers.join(Writers.ciphertext(16, 4), Writers.text(length));
    assertThat(inspect(header(), payload))
        .isEqualTo(new Inspection.Readable("readable content behind the header of an age file"));
    assertThat(Vectors.head(Writers.join(Writers.ascii(header()), payload)))
        .isInstanceOf(Inspection.Readable.class);
    assertThat(inspect(header(), Writers.text(length))).isInstanceOf(Inspection.Readable.class);
  }

  @Test
  void refusesFilesBehindAHeader() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("note.bin"));
      out.write(Writers.ciphertext(50_000, 6));
    }
    byte[][] files = {
      zip.toByteArray(),
      OpenFiles.picture("jpeg", 300),
      OpenFiles.picture("png", 300),
      OpenFiles.pdf(),
      OpenFiles.dicom(true)
    };
    for (byte[] file : files) {
      for (byte[] nonce : new byte[][] {new byte[0], Writers.ciphertext(16, 8)}) {
        byte[] whole = Writers.join(Writers.ascii(header()), nonce, file);
        assertThat(Vectors.whole(whole)).isInstanceOf(Inspection.Readable.class);
        assertThat(Vectors.head(whole)).isInstanceOf(Inspection.Readable.class);
      }
    }
  }

  @Test
  void refusesAPhotoHiddenDeepInThePayload() {
    byte[] payload = Writers.ciphertext(400_000, 5);
    byte[] photo = OpenFiles.picture("jpeg", 400);
    System.arraycopy(photo, 0, payload, 30_000, Math.min(photo.length, 300_000));
    assertThat(inspect(header(), payload)).isInstanceOf(Inspection.Readable.class);
  }

  @Test
  void refusesAPhotoWithAnAgeFileBehind() {
    byte[] photo = OpenFiles.picture("jpeg", 200);
    byte[] both = Writers.join(photo, Vectors.read("age-x25519.age"));
    assertThat(Vectors.whole(both)).isEqualTo(new Inspection.Readable("a JPEG photo"));
    assertThat(Vectors.head(both)).isEqualTo(new Inspection.Readable("a JPEG photo"));
  }

  @Test
  void refusesAnArmourWithReadableHeaderLines() {
    String armour = new String(Vectors.read("openpgp-armoured.asc"), StandardCharsets.US_ASCII);
    String named = armour.replaceFirst("\\n\\n", "\nPatient: Jane Citizen\n\n");
    assertThat(Vectors.whole(Writers.ascii(named)))
        .isEqualTo(
            new Inspection.Damaged(
                EnvelopeKind.OPENPGP, "its armour has a header line that OpenPGP does not know"));
  }

  @Test
  void refusesAnArmourWhoseChecksumDoesNotFit() {
    String armour = new String(Vectors.read("openpgp-armoured.asc"), StandardCharsets.US_ASCII);
    int at = armour.indexOf("\n=") + 2;
    char wrong = armour.charAt(at) == 'A' ? 'B' : 'A';
    assertThat(
            Vectors.whole(
                Writers.ascii(armour.substring(0, at) + wrong + armour.substring(at + 1))))
        .isEqualTo(
            new Inspection.Damaged(
                EnvelopeKind.OPENPGP, "the checksum of its armour does not fit"));
  }

  @Test
  void saysTheSameOfAHeadAndOfAShortWhole() {
    for (String name : Vectors.names("age-", "openpgp-", "cms-", "open-")) {
      byte[] file = Vectors.read(name);
      if (file.length <= EnvelopeInspector.HEAD_BYTES) {
        assertThat(Vectors.head(file)).as(name).isEqualTo(Vectors.whole(file));
      }
    }
  }

  @Test
  void believesAHeadButNotTheWholeIfTheRestIsText() {
    byte[] file = Writers.age(Writers.ciphertext(100_000, 1), 1);
    byte[] changed = Arrays.copyOf(file, 200_000);
    System.arraycopy(Writers.text(100_000), 0, changed, 100_000, 100_000);
    assertThat(Vectors.head(changed)).isInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(changed)).isInstanceOf(Inspection.Readable.class);
  }
}
