package io.onshore.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What receivers check, checked with the standard's own library and the JDK's Ed25519. */
class SignaturesTest {
  private static final String BODY = "{\"type\":\"io.onshore.transfer.verified\",\"ü\":1}";
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private static Map<String, List<String>> asReceived(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
  }

  private static Map<String, String> headers(SigningKey... keys) {
    return Signatures.headers(List.of(keys), "evt_harbour_1", Instant.now(), BODY);
  }

  @Test
  void signsAsTheStandardsExampleIsSigned() {
    SigningKey key =
        new SigningKey(
            Signing.HMAC_SHA256,
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            Optional.empty(),
            Optional.empty());

    assertThat(
            Signatures.headers(
                List.of(key),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}"))
        .containsOnly(
            Map.entry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            Map.entry("webhook-timestamp", "1614265330"),
            Map.entry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void theStandardsLibraryTakesOursAndNoOther() throws Exception {
    SigningKey key = Signatures.fresh(Signing.HMAC_SHA256);
    Webhook receiver = new Webhook(key.secret());
    Map<String, List<String>> headers = asReceived(headers(key));

    assertThatCode(() -> receiver.verify(BODY, headers)).doesNotThrowAnyException();
    assertThatThrownBy(() -> receiver.verify(BODY.replace('1', '2'), headers))
        .isInstanceOf(WebhookVerificationException.class);
    Webhook stranger = new Webhook(Signatures.fresh(Signing.HMAC_SHA256).secret());
    assertThatThrownBy(() -> stranger.verify(BODY, headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void whileTwoKeysAreInForceReceiversWithEitherTakeIt() throws Exception {
    SigningKey old = Signatures.fresh(Signing.HMAC_SHA256);
    SigningKey fresh = Signatures.fresh(Signing.HMAC_SHA256);
    Map<String, List<String>> headers = asReceived(headers(fresh, old));

    for (SigningKey each : List.of(old, fresh)) {
      assertThatCode(() -> new Webhook(each.secret()).verify(BODY, headers))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void thePublicHalfChecksAndTheSecretNeverLeaves() throws GeneralSecurityException {
    SigningKey key = Signatures.fresh(Signing.ED25519);
    Map<String, String> headers = headers(key);

    String signature = headers.getOrDefault("webhook-signature", "");
    assertThat(signature).startsWith("v1a,");
    String signed = "evt_harbour_1." + headers.get("webhook-timestamp") + ".";
    assertThat(verified(key, signed + BODY, signature)).isTrue();
    assertThat(verified(key, signed + BODY + " ", signature)).isFalse();
    assertThat(verified(Signatures.fresh(Signing.ED25519), signed + BODY, signature)).isFalse();
  }

  private static boolean verified(SigningKey key, String text, String signature)
      throws GeneralSecurityException {
    byte[] raw =
        Base64.getDecoder().decode(key.publicKey().orElseThrow().substring("whpk_".length()));
    byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + raw.length);
    System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    check.update(text.getBytes(StandardCharsets.UTF_8));
    return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }

  @Test
  void aKeysTextDoesNotTellIt() {
    for (Signing signing : Signing.values()) {
      SigningKey key = Signatures.fresh(signing);
      assertThat(key.toString()).isEqualTo("SigningKey[" + signing + "]");
      assertThat(key.secret()).isNotEqualTo(Signatures.fresh(signing).secret());
    }
  }

  @Test
  void aSharedSecretIsAsLongAsTheStandardWants() {
    String secret = Signatures.fresh(Signing.HMAC_SHA256).secret();
    assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
        .hasSizeBetween(24, 64);
  }
}
