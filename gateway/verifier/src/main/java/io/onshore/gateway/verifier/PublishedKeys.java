package io.onshore.gateway.verifier;

import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys that a gateway publishes. Whoever checks has to know where they come from. */
final class PublishedKeys {
  private final JsonWebKeySet keys;

  private PublishedKeys(JsonWebKeySet keys) {
    this.keys = keys;
  }

  /** Reads what stood at {@code /.well-known/jwks.json}. */
  static PublishedKeys read(String text) throws NotValid {
    try {
      return new PublishedKeys(new JsonWebKeySet(text));
    } catch (JoseException unreadable) {
      throw new NotValid("the keys are no JWK set: fetch them anew");
    }
  }

  /** The key of this name, if it is published and one of those that gateways sign with. */
  Optional<EllipticCurveJsonWebKey> find(String kid) {
    for (JsonWebKey key : keys.getJsonWebKeys()) {
      if (kid.equals(key.getKeyId())
          && key instanceof EllipticCurveJsonWebKey curve
          && EllipticCurves.P256.equals(curve.getECPublicKey().getParams())) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }
}
