package io.onshore.connector.box;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * The key by which an application signs what it says of itself. See
 * https://developer.box.com/guides/authentication/jwt/without-sdk. A secret.
 */
final class SigningKey {
  /** Box takes no statement that is good for longer than 60 seconds; clocks differ. */
  private static final Duration LIFE = Duration.ofSeconds(45);

  private static final int SERIAL_BYTES = 24;
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final String id;
  private final PrivateKey key;

  private SigningKey(String id, PrivateKey key) {
    this.id = id;
    this.key = key;
  }

  /**
   * Reads a key: PKCS #8 or the older form of OpenSSL, plain or encrypted.
   *
   * @throws ConnectorException kind MISCONFIGURED, naming the setting
   */
  static SigningKey of(String id, String pem, Optional<String> password) throws ConnectorException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      char[] secret = password.orElse("").toCharArray();
      PrivateKeyInfo info =
          switch (parser.readObject()) {
            case PrivateKeyInfo plain -> plain;
            case PEMKeyPair plain -> plain.getPrivateKeyInfo();
            case PKCS8EncryptedPrivateKeyInfo sealed ->
                sealed.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(PROVIDER)
                        .build(secret));
            case PEMEncryptedKeyPair sealed ->
                sealed
                    .decryptKeyPair(
                        new JcePEMDecryptorProviderBuilder().setProvider(PROVIDER).build(secret))
                    .getPrivateKeyInfo();
            case null, default -> throw new IOException("not a private key");
          };
      PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
      if (key instanceof RSAPrivateKey) {
        return new SigningKey(id, key);
      }
      throw new IOException("not an RSA key");
    } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
      throw new ConnectorException(
          Failure.permanent(Kind.MISCONFIGURED),
          "setting `"
              + BoxSettings.PRIVATE_KEY.name()
              + "` is not an RSA key in PEM, or its password is wrong",
          ForeignCause.of(e));
    }
  }

  /** A statement that is good for one request. */
  String sign(String clientId, BoxSettings.Subject subject, URI audience, Clock clock)
      throws ConnectorException {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(clientId);
    claims.setSubject(subject.id());
    claims.setStringClaim("box_sub_type", subject.type());
    claims.setAudience(audience.toString());
    claims.setGeneratedJwtId(SERIAL_BYTES);
    claims.setExpirationTime(NumericDate.fromSeconds(clock.instant().plus(LIFE).getEpochSecond()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key);
    signature.setKeyIdHeaderValue(id);
    signature.setHeader("typ", "JWT");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA512);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new ConnectorException(
          Failure.permanent(Kind.MISCONFIGURED), "the private key cannot sign", ForeignCause.of(e));
    }
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
