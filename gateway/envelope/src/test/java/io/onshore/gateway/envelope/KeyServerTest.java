package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an envelope says that its key is. */
class KeyServerTest {
  private static final String UNKNOWN = Inspection.Sealed.UNKNOWN_SERVER;
  private static final String HOME = "\"jku\":\"https://keys.example.au/set\"";
  private static final String ABROAD = "\"jku\":\"https://keys.example.com/set\"";

  private static final Charset ISO = StandardCharsets.ISO_8859_1;

  private static Set<String> told(Inspection inspection) {
    assertThat(inspection).isInstanceOf(Inspection.Sealed.class);
    return ((Inspection.Sealed) inspection).keyServers();
  }

  private static Set<String> told(String jwe) {
    byte[] file = Writers.ascii(jwe);
    Set<String> told = told(Vectors.whole(file));
    // So short a file is all head.
    assertThat(told(Vectors.head(file))).isEqualTo(told);
    return told;
  }

  private static Set<String> toldOfCompact(String parameters) {
    return told(Writers.jweCompactWith(parameters, 1));
  }

  private static Set<String> toldOfGeneral(String shared, String... own) {
    return told(Writers.jweGeneralWith(shared, List.of(own), true, 300, 2));
  }

  @Test
  void aCompactJweTellsTheHostOfItsKeySet() {
    assertThat(toldOfCompact(HOME)).containsExactly("keys.example.au");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'\"x5u\":\"https://x.example/c\"'; x.example",
        "'\"kid\":\"https://k.example/keys/1\"'; k.example",
        "'\"x5u\":\"https://x.example/c\",\"jku\":\"https://j.example/s\"'; j.example",
        "'\"kid\":\"https://k.example/1\",\"x5u\":\"https://x.example/c\"'; x.example",
        "'\"kid\":\"https://k.example/1\",\"jku\":\"https://j.example/s\"'; j.example",
        "'\"kid\":\"plain name\",\"x5u\":\"https://x.example/c\"'; x.example",
      })
  void aKeySetGoesBeforeACertificateAndThatBeforeTheNameOfAKey(String parameters, String host) {
    assertThat(toldOfCompact(parameters)).containsExactly(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kid\":\"1\"",
        "\"kid\":\"keys.example.com\"",
        "\"kid\":\"http://keys.example.com/1\"",
        "\"kid\":\"urn:https://keys.example.com\"",
        "\"kid\":7",
        "\"apu\":\"https://keys.example.com\"",
        "\"jwk\":{\"jku\":\"https://keys.example.com\"}",
        "\"JKU\":\"https://keys.example.com\"",
      })
  void aJweWithoutAnAddressTellsNone(String parameters) {
    assertThat(toldOfCompact(parameters)).isEmpty();
  }

  @Test
  void jweThatOtherTestsWriteTellsNone() {
    assertThat(told(Writers.jweCompact("A256KW", "A256GCM", 300, 1))).isEmpty();
    assertThat(told(Writers.jweFlattened("dir", "A256GCM", 300, 2))).isEmpty();
    assertThat(told(Writers.jweGeneral("A256GCM", 300, 3))).isEmpty();
  }

  @Test
  void everyHeaderOfTheFlattenedFormTells() {
    assertThat(told(Writers.jweFlattenedWith(HOME, "", "", 1))).containsExactly("keys.example.au");
    assertThat(told(Writers.jweFlattenedWith("", HOME, "", 1))).containsExactly("keys.example.au");
    assertThat(told(Writers.jweFlattenedWith("", "", HOME, 1))).containsExactly("keys.example.au");
  }

  @Test
  void twoRecipientsTellBoth() {
    assertThat(toldOfGeneral("", ABROAD, HOME))
        .containsExactly("keys.example.au", "keys.example.com");
    assertThat(toldOfGeneral("", HOME, HOME)).containsExactly("keys.example.au");
    assertThat(toldOfGeneral("", HOME, "")).containsExactly("keys.example.au");
  }

  @Test
  void oneUnknownServerDoesNotHideBehindAnother() {
    assertThat(toldOfGeneral("", HOME, "\"jku\":\"http://keys.example.com\""))
        .containsExactly(UNKNOWN, "keys.example.au");
  }

  @Test
  void aHeaderForAllTellsForEachRecipient() {
    assertThat(toldOfGeneral(HOME, "\"kid\":\"1\"", "\"kid\":\"2\""))
        .containsExactly("keys.example.au");
    assertThat(toldOfGeneral("\"x5u\":\"https://x.example\"", ABROAD, ""))
        .containsExactly("keys.example.com", "x.example");
  }

  @Test
  void recipientsBehindTheHeadAreToldByTheWhole() {
    for (boolean first : new boolean[] {true, false}) {
      byte[] file =
          Writers.ascii(Writers.jweGeneralWith("", List.of(ABROAD, HOME), first, 100_000, 4));
      assertThat(told(Vectors.whole(file))).containsExactly("keys.example.au", "keys.example.com");
      if (first) {
        assertThat(told(Vectors.head(file))).isEqualTo(told(Vectors.whole(file)));
      } else {
        assertThat(told(Vectors.head(file))).isEmpty();
      }
    }
    byte[] shared = Writers.ascii(Writers.jweGeneralWith(HOME, List.of("", ""), false, 100_000, 4));
    assertThat(told(Vectors.head(shared))).containsExactly("keys.example.au");
  }

  @Test
  void asManyServersAsRecipientsAreTold() {
    String[] own =
        IntStream.range(0, 256)
            .mapToObj(i -> "\"jku\":\"https://k" + i + ".example/\"")
            .toArray(String[]::new);
    assertThat(told(Vectors.whole(Writers.ascii(general(own))))).hasSize(256);
    String[] more = Stream.concat(Stream.of(own), Stream.of(HOME)).toArray(String[]::new);
    assertThat(Vectors.whole(Writers.ascii(general(more))))
        .isNotInstanceOf(Inspection.Sealed.class);
  }

  private static String general(String... own) {
    return Writers.jweGeneralWith("", List.of(own), true, 300, 5);
  }

  @Test
  void nothingButTheHostIsTold() {
    Inspection found =
        Vectors.whole(
            Writers.ascii(
                Writers.jweCompactWith(
                    "\"jku\":\"https://jane:secret@Keys.Example.AU:8443/path/to?query=1#part\"",
                    6)));
    assertThat(told(found)).containsExactly("keys.example.au");
    assertThat(found.toString().toLowerCase(Locale.ROOT))
        .doesNotContain("jane", "secret", "8443", "path", "query", "part", "https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"http://keys.example/\"",
        "\"ldaps://keys.example/\"",
        "\"keys.example\"",
        "\"https://\"",
        "\"https:///path\"",
        "\"\"",
        "\"\\u0000\"",
        "null",
        "7",
        "{\"a\":\"https://keys.example\"}",
        "[\"https://keys.example\"]",
      })
  void anAddressThatCannotBeReadTellsAnUnknownServer(String value) {
    assertThat(toldOfCompact("\"jku\":" + value)).containsExactly(UNKNOWN);
    assertThat(toldOfCompact("\"x5u\":" + value)).containsExactly(UNKNOWN);
    assertThat(toldOfGeneral("", "\"jku\":" + value, HOME))
        .containsExactly(UNKNOWN, "keys.example.au");
  }

  @Test
  void anUnreadableNameOfAKeyIsAnAddressOnlyIfItBeginsAsOne() {
    assertThat(toldOfCompact("\"kid\":\"https://a b/\"")).containsExactly(UNKNOWN);
    assertThat(toldOfCompact("\"kid\":\"HTTPS://Keys.Example/1\"")).containsExactly("keys.example");
    assertThat(toldOfCompact("\"kid\":\"a b\"")).isEmpty();
  }

  @Test
  void anEscapedAddressIsReadLikeAnyOther() {
    assertThat(toldOfCompact("\"j\\u006bu\":\"\\u0068ttps:\\/\\/keys.ex\\u0061mple\\/\""))
        .containsExactly("keys.example");
    assertThat(toldOfCompact("\"jku\":\"https://keys.example\\u002ecom\""))
        .containsExactly("keys.example.com");
  }

  @Test
  void anAddressThatStandsTwiceIsRefused() {
    Inspection twice =
        new Inspection.Damaged(EnvelopeKind.JWE, "a parameter stands twice in its header");
    assertThat(Vectors.whole(Writers.ascii(Writers.jweFlattenedWith(HOME, ABROAD, "", 1))))
        .isNotInstanceOf(Inspection.Sealed.class);
    for (String two :
        List.of(
            Writers.jweFlattenedWith(HOME, "", ABROAD, 1),
            Writers.jweFlattenedWith("", HOME, ABROAD, 1),
            Writers.jweGeneralWith(HOME, List.of("", ABROAD), true, 300, 1))) {
      assertThat(Vectors.whole(Writers.ascii(two))).isEqualTo(twice);
    }
    assertThat(Vectors.whole(Writers.ascii(general(HOME + "," + ABROAD, ""))))
        .isNotInstanceOf(Inspection.Sealed.class);
    assertThat(Vectors.whole(Writers.ascii(Writers.jweCompactWith(HOME + "," + HOME, 1))))
        .isNotInstanceOf(Inspection.Sealed.class);
    assertThat(
            Vectors.whole(
                Writers.ascii(
                    Writers.jweCompactWith(HOME + ",\"\\u006aku\":\"https://b.example\"", 1))))
        .isNotInstanceOf(Inspection.Sealed.class);
  }

  @Test
  void anEndlessAddressIsRefused() {
    for (String name : new String[] {"jku", "x5u", "kid"}) {
      String most = "\"" + name + "\":\"https://keys.example/" + "a".repeat(8_000) + "\"";
      assertThat(toldOfCompact(most)).containsExactly("keys.example");
      String more = "\"" + name + "\":\"https://keys.example/" + "a".repeat(9_000) + "\"";
      assertThat(Vectors.whole(Writers.ascii(Writers.jweCompactWith(more, 1))))
          .isNotInstanceOf(Inspection.Sealed.class);
      assertThat(Vectors.whole(Writers.ascii(Writers.jweFlattenedWith("", "", more, 1))))
          .isNotInstanceOf(Inspection.Sealed.class);
    }
  }

  static Stream<String> sealedVectors() {
    return Vectors.sealed().stream();
  }

  @ParameterizedTest
  @MethodSource("sealedVectors")
  void ageAndOpenPgpAndCmsTellNone(String name) {
    assertThat(told(Vectors.whole(Vectors.read(name)))).isEmpty();
    assertThat(told(Vectors.head(Vectors.read(name)))).isEmpty();
  }

  @Test
  void aPluginOfAgeTellsNone() {
    String age = new String(Writers.age(Writers.ciphertext(500, 1), 2), ISO);
    String plugin = age.replaceFirst("-> X25519 [^\n]+", "-> kms https://keys.example.com/1");
    assertThat(told(Vectors.whole(plugin.getBytes(ISO)))).isEmpty();
  }

  @Test
  void formatsWithoutAHeaderForItTellNone() {
    assertThat(told(Vectors.whole(Writers.rncryptor(3, Writers.text(500), 1)))).isEmpty();
    assertThat(told(Vectors.whole(Writers.rclone(Writers.text(500), 1)))).isEmpty();
    assertThat(
            told(
                Vectors.whole(
                    Writers.cryptomatorGcm(Writers.text(500), 1), SealProfile.CRYPTOMATOR_VAULT)))
        .isEmpty();
    assertThat(
            told(Vectors.whole(Writers.ciphertext(500, 1), SealProfile.rawCiphertext("raw", 29))))
        .isEmpty();
  }

  @Test
  void theServersOfAnInspectionAreInOrderAndStayAsTheyAre() {
    Inspection.Sealed sealed = sealed("b.example", "a.example", UNKNOWN);
    assertThat(sealed.keyServers()).containsExactly(UNKNOWN, "a.example", "b.example");
    assertThatThrownBy(() -> sealed.keyServers().add("c.example"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(new Inspection.Sealed(EnvelopeKind.AGE, Certainty.RECOGNISED, "an age file"))
        .isEqualTo(sealed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Keys.example", "keys.example:443", "https://keys.example", "a/b"})
  void anInspectionTellsNothingButHosts(String other) {
    assertThatThrownBy(() -> sealed(other)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Inspection.Sealed sealed(String... servers) {
    return new Inspection.Sealed(
        EnvelopeKind.AGE,
        Certainty.RECOGNISED,
        "an age file",
        Stream.of(servers).collect(Collectors.toSet()));
  }
}
