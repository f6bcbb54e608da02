package io.onshore.gateway.store.signing;

import io.onshore.connector.toolkit.redaction.ForeignCause;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;

/**
 * Signs with a key pair that is made at first use and kept in the database, its private half
 * sealed. When the pair has lived its life, or the key that sealed it is lost, the next one is made
 * and the private half of the old one is deleted; its public half stays published. Safe for several
 * threads and replicas: each signature is by the pair that is the newest in the database then.
 */
public final class JdbcSigner implements Signer {
  private final Transactions transactions;
  private final SecretBox box;
  private final Clock clock;
  private final Duration life;

  /**
   * @param box seals private halves
   * @param life after which a new pair signs
   */
  public JdbcSigner(Transactions transactions, SecretBox box, Clock clock, Duration life) {
    this.transactions = transactions;
    this.box = box;
    this.clock = clock;
    this.life = life;
  }

  /**
   * {@inheritDoc}
   *
   * @throws SealingException if another replica, which seals with a key that is not at hand here,
   *     made the newest pair in the same moment
   */
  @Override
  public String sign(String type, String payload) {
    SigningKeyRow row = current();
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      jws.setKeyIdHeaderValue(row.kid());
      jws.setHeader(HeaderParameterNames.TYPE, type);
      jws.setPayload(payload);
      jws.setKey(PublicJsonWebKey.Factory.newPublicJwk(open(row)).getPrivateKey());
      return jws.getCompactSerialization();
    } catch (JoseException failure) {
      throw new IllegalStateException("a statement could not be signed", ForeignCause.of(failure));
    }
  }

  @Override
  public String keys() {
    SigningKeyRow _ = current();
    List<SigningKeyRow> rows =
        transactions.get("the signing keys could not be read", SigningKeyRow::all);
    List<PublicJsonWebKey> keys = new ArrayList<>();
    Optional<Instant> newer = Optional.empty();
    for (SigningKeyRow row : rows) {
      keys.add(published(row, newer));
      newer = Optional.of(row.createdAt());
    }
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  /** {@code iat} and {@code exp} are those of OpenID Federation 1.0, for keys that have retired. */
  private static PublicJsonWebKey published(SigningKeyRow row, Optional<Instant> retired) {
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(row.publicKey());
      key.setOtherParameter("iat", row.createdAt().getEpochSecond());
      retired.ifPresent(at -> key.setOtherParameter("exp", at.getEpochSecond()));
      return key;
    } catch (JoseException unreadable) {
      throw new IllegalStateException(
          "a signing key could not be read", ForeignCause.of(unreadable));
    }
  }

  /** The pair that signs now; made if there is none, or the newest one can sign no longer. */
  private SigningKeyRow current() {
    Optional<SigningKeyRow> newest = newest();
    if (newest.isEmpty() || !signs(newest.get())) {
      add(newest.map(SigningKeyRow::number).orElse(0) + 1);
      newest = newest();
    }
    return newest.orElseThrow();
  }

  private boolean signs(SigningKeyRow row) {
    return row.opensWith(box) && clock.instant().isBefore(row.createdAt().plus(life));
  }

  private Optional<SigningKeyRow> newest() {
    return transactions.get("the signing keys could not be read", SigningKeyRow::newest);
  }

  /** Of several processes that add the same number, one does; the others find what it added. */
  private void add(int number) {
    SigningKeyRow fresh = fresh(number);
    transactions.keepChange(
        "a signing key could not be kept",
        connection -> {
          if (Transactions.inserted(connection, each -> fresh.insert(each, box.keyId()))) {
            fresh.retireOlder(connection);
          }
        });
  }

  private SigningKeyRow fresh(int number) {
    try {
      EllipticCurveJsonWebKey pair = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      String kid = pair.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256);
      pair.setKeyId(kid);
      pair.setUse(Use.SIGNATURE);
      pair.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      String secret = pair.toJson(OutputControlLevel.INCLUDE_PRIVATE);
      return new SigningKeyRow(
          number,
          kid,
          pair.toJson(OutputControlLevel.PUBLIC_ONLY),
          Optional.of(box.seal(secret, SigningKeyRow.context(kid))),
          Moments.kept(clock.instant()));
    } catch (JoseException missing) {
      throw new IllegalStateException(
          "this Java cannot make a key pair on P-256", ForeignCause.of(missing));
    }
  }

  private String open(SigningKeyRow row) {
    return box.open(row.privateKey().orElseThrow(), SigningKeyRow.context(row.kid()));
  }

  /** Seals the private halves anew that an older key sealed. */
  public Resealed reseal() {
    return transactions.keep(
        "a signing key could not be sealed anew",
        connection -> {
          int done = 0;
          List<SigningKeyRow> old = SigningKeyRow.lockSealedOtherwise(connection, box.keyId());
          for (SigningKeyRow row : old) {
            if (row.opensWith(box)) {
              row.sealedAnew(
                  connection, box.seal(open(row), SigningKeyRow.context(row.kid())), box.keyId());
              done++;
            }
          }
          return new Resealed(done, old.size() - done);
        });
  }
}
