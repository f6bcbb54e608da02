package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files by age, GnuPG and OpenSSL. */
class RealToolsTest {
  static Stream<String> sealed() {
    return Vectors.sealed().stream();
  }

  private static EnvelopeKind kindOf(String name) {
    if (name.startsWith("cms-")) {
      return EnvelopeKind.CMS;
    }
    return name.startsWith("openpgp-") ? EnvelopeKind.OPENPGP : EnvelopeKind.AGE;
  }

  static Stream<String> open() {
    return Vectors.names("open-").stream();
  }

  @Test
  void hasAllTheVectors() {
    assertThat(Vectors.sealed()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(Vectors.names("open-")).hasSizeGreaterThanOrEqualTo(18);
  }

  @ParameterizedTest
  @MethodSource("sealed")
  void recognisesWhatRealToolsSealed(String name) {
    byte[] file = Vectors.read(name);
    assertThat(Vectors.whole(file))
        .isInstanceOfSatisfying(
            Inspection.Sealed.class,
            found -> {
              assertThat(found.certainty()).isEqualTo(Certainty.RECOGNISED);
              assertThat(found.kind()).isEqualTo(kindOf(name));
            });
    assertThat(Vectors.head(file)).isInstanceOf(Inspection.Sealed.class);
  }

  @ParameterizedTest
  @MethodSource("open")
  void refusesWhatRealToolsLeftOpen(String name) {
    byte[] file = Vectors.read(name);
    assertThat(Vectors.whole(file)).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.head(file)).isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(file, SealProfile.CRYPTOMATOR_VAULT))
        .isNotInstanceOf(Inspection.Sealed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "age-x25519.age, an age file for 1 recipient",
    "age-two-recipients.age, an age file for 2 recipients",
    "age-passphrase.age, an age file sealed with a passphrase",
    "age-armoured.age, an armoured age file for 1 recipient",
    "age-ssh-ed25519.age, an age file for 1 recipient",
    "openpgp-rsa.gpg, an OpenPGP message for 1 recipient",
    "openpgp-armoured.asc, an armoured OpenPGP message for 1 recipient",
    "openpgp-symmetric.gpg, an OpenPGP message sealed with a passphrase",
    "openpgp-both.gpg, an OpenPGP message for 1 recipient and a passphrase",
    "cms-rsa.der, a CMS message for 1 recipient",
    "cms-two.der, a CMS message for 2 recipients",
    "cms-rsa.pem, a CMS message in PEM for 1 recipient",
  })
  void saysWhatAPersonCallsIt(String name, String label) {
    assertThat(Vectors.whole(Vectors.read(name)))
        .isInstanceOfSatisfying(
            Inspection.Sealed.class, found -> assertThat(found.label()).isEqualTo(label));
  }

  @ParameterizedTest
  @CsvSource({
    "open-openpgp-signed.asc, an OpenPGP message that is compressed but not encrypted",
    "open-openpgp-cleartext.asc, an OpenPGP message that is signed but not encrypted",
    "open-openpgp-detached.sig, an OpenPGP signature",
    "open-openpgp-detached.asc, an OpenPGP signature",
    "open-openpgp-key.gpg, an OpenPGP public key",
    "open-openpgp-key.asc, an OpenPGP public key",
    "open-cms-signed.der, a CMS message that is signed but not encrypted",
    "open-cms-signed.pem, a CMS message that is signed but not encrypted",
    "open-cms-data.der, a CMS message that is not encrypted",
    "open-cms-digested.der, a CMS message that is digested but not encrypted",
    "open-cms-smime.eml, an e-mail message",
  })
  void namesWhatItRefuses(String name, String looksLike) {
    assertThat(Vectors.whole(Vectors.read(name))).isEqualTo(new Inspection.Readable(looksLike));
  }

  @Test
  void doesNotKnowTheOutputOfOpensslEnc() {
    assertThat(Vectors.whole(Vectors.read("open-openssl-enc.bin")))
        .isInstanceOf(Inspection.Unknown.class);
  }

  @Test
  void saysThatEncryptedDataWithoutARecipientIsDamaged() {
    assertThat(Vectors.whole(Vectors.read("open-cms-encrypted-data.der")))
        .isEqualTo(
            new Inspection.Damaged(EnvelopeKind.CMS, "it is encrypted but names no recipient"));
  }

  @ParameterizedTest
  @MethodSource("sealed")
  void refusesAnythingBehindTheEnd(String name) {
    byte[] file = Vectors.read(name);
    byte[] text =
        "\nJane Citizen, born 1 January 1970, Ballarat, allergic to penicillin\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] longer = Arrays.copyOf(file, file.length + text.length);
    System.arraycopy(text, 0, longer, file.length, text.length);
    assertThat(Vectors.whole(longer)).isNotInstanceOf(Inspection.Sealed.class);
  }

  @ParameterizedTest
  @MethodSource("sealed")
  void refusesAnythingBeforeTheBeginning(String name) {
    byte[] file = Vectors.read(name);
    for (String before : new String[] {"Dear colleague,\n", "\n", " ", "\0"}) {
      byte[] text = before.getBytes(StandardCharsets.US_ASCII);
      byte[] longer = Arrays.copyOf(text, file.length + text.length);
      System.arraycopy(file, 0, longer, text.length, file.length);
      assertThat(Vectors.whole(longer)).isNotInstanceOf(Inspection.Sealed.class);
      assertThat(Vectors.head(longer)).isNotInstanceOf(Inspection.Sealed.class);
    }
  }
}
