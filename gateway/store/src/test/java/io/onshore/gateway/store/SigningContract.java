package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.signing.JdbcSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** The keys that sign, on every database. */
abstract class SigningContract extends ReceiptContract {
  private static final Instant START = Instant.parse("2026-11-22T03:04:05Z");
  private static final Duration LIFE = Duration.ofDays(365);

  private JdbcSigner signer(Instant now) {
    return signer(box(), now);
  }

  private JdbcSigner signer(SecretBox box, Instant now) {
    return new JdbcStore(source, box).signer(Clock.fixed(now, ZoneOffset.UTC), LIFE);
  }

  private static SecretBox newerBox(boolean withOld) {
    byte[] newer = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(newer, (byte) 9);
    return new SecretBox(withOld ? List.of(newer, KEY) : List.of(newer));
  }

  private static JsonWebSignature parsed(String jws) throws JoseException {
    return (JsonWebSignature) JsonWebStructure.fromCompactSerialization(jws);
  }

  private static String kid(String jws) throws JoseException {
    return parsed(jws).getKeyIdHeaderValue();
  }

  private static JsonWebKey key(JdbcSigner signer, String kid) throws JoseException {
    return Objects.requireNonNull(
        new JsonWebKeySet(signer.keys()).findJsonWebKey(kid, "EC", "sig", "ES256"));
  }

  private static boolean holds(String jws, JdbcSigner publisher) throws JoseException {
    JsonWebSignature parsed = parsed(jws);
    parsed.setKey(key(publisher, parsed.getKeyIdHeaderValue()).getKey());
    return parsed.verifySignature();
  }

  @Test
  void signsWithAKeyThatIsMadeAtFirstUseAndPublished() throws Exception {
    JdbcSigner signer = signer(START);
    String jws = signer.sign("onshore-test+jws", "{\"a\":1}");

    JsonWebSignature parsed = parsed(jws);
    JsonWebKey key = key(signer, parsed.getKeyIdHeaderValue());
    assertThat(parsed.getAlgorithmHeaderValue()).isEqualTo("ES256");
    assertThat(parsed.getHeader("typ")).isEqualTo("onshore-test+jws");
    assertThat(parsed.getUnverifiedPayload()).isEqualTo("{\"a\":1}");
    assertThat(holds(jws, signer)).isTrue();
    assertThat(key.getKeyId()).isEqualTo(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
    assertThat(key.getOtherParameterValue("iat", Long.class)).isEqualTo(START.getEpochSecond());
    assertThat(key.getOtherParameterValue("exp", Long.class)).isNull();
    assertThat(kid(signer(START.plusSeconds(1)).sign("other", "{}"))).isEqualTo(key.getKeyId());
  }

  @Test
  void publishesAKeyBeforeAnythingIsSigned() throws Exception {
    assertThat(new JsonWebKeySet(signer(START).keys()).getJsonWebKeys()).hasSize(1);
  }

  @Test
  void makesOneKeyWhenSeveralReplicasSignFirst() throws Exception {
    List<String> kids = together(6, () -> kid(signer(START).sign("type", "{}")));
    assertThat(kids).hasSize(6).containsOnly(kids.getFirst());
    assertThat(one("SELECT count(*) FROM signing_key")).isEqualTo(1);
  }

  @Test
  void publishesARetiredKeyForEverButDeletesWhatSignedWithIt() throws Exception {
    String old = signer(START).sign("type", "{}");
    Instant lastMoment = START.plus(LIFE).minusSeconds(1);
    assertThat(kid(signer(lastMoment).sign("type", "{}"))).isEqualTo(kid(old));

    List<String> kids =
        together(4, () -> kid(signer(START.plus(LIFE)).sign("type", "{\"new\":true}")));
    assertThat(kids).containsOnly(kids.getFirst()).doesNotContain(kid(old));

    JdbcSigner later = signer(START.plus(LIFE.multipliedBy(3)));
    assertThat(holds(old, later)).isTrue();
    assertThat(key(later, kid(old)).getOtherParameterValue("exp", Long.class))
        .isEqualTo(START.plus(LIFE).getEpochSecond());
    assertThat(one("SELECT count(*) FROM signing_key")).isEqualTo(3);
    assertThat(one("SELECT count(*) FROM signing_key WHERE private_key IS NOT NULL")).isEqualTo(1);
    assertThat(
            one(
                "SELECT count(*) FROM signing_key"
                    + " WHERE private_key_seal IS NOT NULL AND number <> 3"))
        .isZero();
  }

  @Test
  void tellsNobodyWhoReadsTheDiskWhatSigns() throws Exception {
    JdbcSigner signer = signer(START);
    String kid = kid(signer.sign("type", "{}"));
    assertThat(signer.keys()).contains(kid).doesNotContain("\"d\"");
    assertThat(new String(everything(), StandardCharsets.ISO_8859_1))
        .contains(kid)
        .doesNotContain("\"d\":");
  }

  @Test
  void sealsWhatSignsAnewSoThatTheOldKeyMayGo() throws Exception {
    String kid = kid(signer(START).sign("type", "{}"));

    assertThat(new JdbcStore(source, newerBox(false)).reseal()).isEqualTo(new Resealed(0, 1));
    assertThat(new JdbcStore(source, newerBox(true)).reseal()).isEqualTo(new Resealed(1, 0));
    assertThat(new JdbcStore(source, newerBox(true)).reseal()).isEqualTo(new Resealed(0, 0));

    assertThat(kid(signer(newerBox(false), START).sign("type", "{}"))).isEqualTo(kid);
  }

  @Test
  void signsWithANewKeyWhenWhatSealedTheOldOneIsLost() throws Exception {
    String old = signer(START).sign("type", "{}");

    JdbcSigner without = signer(newerBox(false), START.plusSeconds(60));
    without.keys();
    String fresh = without.sign("type", "{}");

    assertThat(kid(fresh)).isNotEqualTo(kid(old));
    assertThat(holds(fresh, without)).isTrue();
    assertThat(holds(old, without)).isTrue();
    assertThat(kid(signer(newerBox(true), START.plusSeconds(61)).sign("type", "{}")))
        .isEqualTo(kid(fresh));
  }

  @Test
  void signsNothingWithAKeyThatWasMovedToAnotherName() throws Exception {
    JdbcSigner signer = signer(START);
    signer.sign("type", "{}");
    execute("UPDATE signing_key SET kid = 'another'");
    assertThatThrownBy(() -> signer.sign("type", "{}")).isInstanceOf(SealingException.class);
  }
}
