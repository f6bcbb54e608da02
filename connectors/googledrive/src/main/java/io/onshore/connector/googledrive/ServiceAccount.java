package io.onshore.connector.googledrive;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.api.client.json.webtoken.JsonWebToken;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.toolkit.oauth.Grant;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service account, which proves who it is by signing. See
 * https://developers.google.com/identity/protocols/oauth2/service-account.
 *
 * @param email its address
 * @param keyId of the key, as Google knows it
 */
record ServiceAccount(String email, String keyId, PrivateKey key) {
  /** The longest that Google accepts. */
  private static final Duration STATEMENT_LIFE = Duration.ofHours(1);

  /**
   * From a key file.
   *
   * @throws ConnectorException kind MISCONFIGURED, without a word of the file
   */
  static ServiceAccount of(String json) throws ConnectorException {
    try {
      GenericJson file = GsonFactory.getDefaultInstance().fromString(json, GenericJson.class);
      return new ServiceAccount(
          text(file, "client_email"),
          text(file, "private_key_id"),
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(der(text(file, "private_key")))));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw misconfigured(e);
    }
  }

  /**
   * Signs for one scope.
   *
   * @param subject the user to stand for, whose admin has delegated that; empty for itself
   */
  Grant.Signer signer(String scope, Optional<String> subject, URI tokenAddress, Clock clock) {
    return () -> {
      Instant now = clock.instant();
      JsonWebSignature.Header header = new JsonWebSignature.Header();
      header.setAlgorithm("RS256").setType("JWT").setKeyId(keyId);
      JsonWebToken.Payload payload =
          new JsonWebToken.Payload()
              .setIssuer(email)
              .setAudience(tokenAddress.toString())
              .setIssuedAtTimeSeconds(now.getEpochSecond())
              .setExpirationTimeSeconds(now.plus(STATEMENT_LIFE).getEpochSecond());
      payload.put("scope", scope);
      subject.ifPresent(payload::setSubject);
      try {
        return JsonWebSignature.signUsingRsaSha256(
            key, GsonFactory.getDefaultInstance(), header, payload);
      } catch (GeneralSecurityException | IOException e) {
        throw misconfigured(e);
      }
    };
  }

  private static String text(GenericJson file, String name) {
    @Nullable Object value = file.get(name);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException("the key file lacks a member");
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static ConnectorException misconfigured(Exception e) {
    return new ConnectorException(
        Failure.permanent(Failure.Kind.MISCONFIGURED),
        "setting `"
            + GoogleDriveSettings.SERVICE_ACCOUNT_KEY.name()
            + "` is not the key file of a service account",
        ForeignCause.of(e));
  }

  @Override
  public String toString() {
    return "ServiceAccount[secret]";
  }
}
