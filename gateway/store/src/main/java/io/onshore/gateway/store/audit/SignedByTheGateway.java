package io.onshore.gateway.store.audit;

import io.onshore.connector.toolkit.redaction.ForeignCause;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.HeadCheck;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.signing.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Checks signatures of heads by the keys that the gateway publishes. Safe for several threads. */
public final class SignedByTheGateway implements HeadCheck {
  private static final Logger LOG = System.getLogger(SignedByTheGateway.class.getName());
  private static final AlgorithmConstraints ES256 =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  private final Signer signer;

  public SignedByTheGateway(Signer signer) {
    this.signer = signer;
  }

  @Override
  public boolean holds(SignedHead head) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ES256);
      jws.setCompactSerialization(head.jws());
      String kid = jws.getKeyIdHeaderValue();
      JsonWebKey key = new JsonWebKeySet(signer.keys()).findJsonWebKey(kid, null, null, null);
      if (key == null || !AuditHead.TYPE.equals(jws.getHeader(HeaderParameterNames.TYPE))) {
        return false;
      }
      jws.setKey(key.getKey());
      return jws.verifySignature();
    } catch (JoseException unreadable) {
      LOG.log(Level.WARNING, "a signed head cannot be read", ForeignCause.of(unreadable));
      return false;
    }
  }
}
