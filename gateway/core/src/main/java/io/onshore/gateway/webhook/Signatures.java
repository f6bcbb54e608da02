package io.onshore.gateway.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signs messages as Standard Webhooks 1.0.0 has it
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
final class Signatures {
  private static final String SHARED = "whsec_";
  private static final String PRIVATE = "whsk_";
  private static final String PUBLIC = "whpk_";
  private static final int SECRET_BYTES = 32;
  private static final int PUBLIC_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signatures() {}

  /** A new key. */
  static SigningKey fresh(Signing signing) {
    return switch (signing) {
      case HMAC_SHA256 -> shared();
      case ED25519 -> pair();
    };
  }

  private static SigningKey shared() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new SigningKey(
        Signing.HMAC_SHA256, SHARED + base64(secret), Optional.empty(), Optional.empty());
  }

  private static SigningKey pair() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      // The key itself ends its X.509 form (RFC 8410).
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
      return new SigningKey(
          Signing.ED25519,
          PRIVATE + base64(pair.getPrivate().getEncoded()),
          Optional.of(PUBLIC + base64(raw)),
          Optional.empty());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no Ed25519", missing);
    }
  }

  /**
   * The fields that make a message checkable.
   *
   * @param keys those in force; each signs
   * @param at when it is sent, so that a message that somebody kept is too old later
   */
  static Map<String, String> headers(List<SigningKey> keys, String id, Instant at, String body) {
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(at.getEpochSecond()),
        "webhook-signature",
        keys.stream()
            .map(key -> signature(key, id, at.getEpochSecond(), body))
            .collect(Collectors.joining(" ")));
  }

  private static String signature(SigningKey key, String id, long seconds, String body) {
    try {
      return switch (key.signing()) {
        case HMAC_SHA256 -> new Webhook(key.secret()).sign(id, seconds, body);
        case ED25519 -> "v1a," + signed(key, id + "." + seconds + "." + body);
      };
    } catch (GeneralSecurityException
        | EmptyWebhookSecretException
        | WebhookSigningException unusable) {
      throw new IllegalStateException("a webhook's key cannot sign", unusable);
    }
  }

  private static String signed(SigningKey key, String text) throws GeneralSecurityException {
    byte[] pkcs8 = Base64.getDecoder().decode(key.secret().substring(PRIVATE.length()));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return base64(signature.sign());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
