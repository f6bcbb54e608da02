package io.onshore.gateway.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A statement whose signature holds. One kind of statement is never taken for another, and nothing
 * in the statement chooses how it is checked.
 *
 * @param kid the name of the key that signed it
 * @param payload what was signed
 */
record SignedStatement(String kid, String payload) {
  private static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

  /**
   * Checks a statement.
   *
   * @param what it is called, for people, such as {@code the receipt}
   * @param type what it has to be
   * @throws NotValid if it is not a statement of this type that one of these keys signed
   */
  static SignedStatement check(String what, String type, String jws, PublishedKeys keys)
      throws NotValid {
    List<String> pieces = List.of(jws.split("\\.", -1));
    if (pieces.size() != 3 || pieces.stream().anyMatch(String::isEmpty)) {
      throw unsignedOrCut(what, pieces);
    }
    String headerText = decoded(what, pieces.get(0));
    String payload = decoded(what, pieces.get(1));
    String _ = decoded(what, pieces.get(2));
    JsonText header = JsonText.read("the header of " + what, headerText);
    requireAlgorithm(what, header);
    String found = header.textIfAny("typ").orElse("of no type");
    if (!found.equals(type)) {
      throw new NotValid("%s is `%s`, not `%s`".formatted(what, found, type));
    }
    if (header.has("crit")) {
      throw new NotValid(what + " demands something that no gateway demands (`crit`)");
    }
    String kid = header.textIfAny("kid").orElse("");
    EllipticCurveJsonWebKey key =
        keys.find(kid)
            .orElseThrow(
                () ->
                    new NotValid(
                        "%s was signed with the key `%s`, which is not among the published ones; fetch them anew, or it is not this gateway's"
                            .formatted(what, kid)));
    if (!holds(jws, key)) {
      throw new NotValid(
          "the signature of %s does not hold: it was changed after it was signed, or not signed with this key"
              .formatted(what));
    }
    return new SignedStatement(kid, payload);
  }

  private static NotValid unsignedOrCut(String what, List<String> pieces) throws NotValid {
    if (pieces.size() == 3 && pieces.get(2).isEmpty() && !pieces.get(0).isEmpty()) {
      requireAlgorithm(what, JsonText.read("the header of " + what, decoded(what, pieces.get(0))));
    }
    return new NotValid(what + " is cut off, or no JWS in compact form");
  }

  private static void requireAlgorithm(String what, JsonText header) throws NotValid {
    String algorithm = header.textIfAny("alg").orElse("nothing");
    if (!algorithm.equals(ALGORITHM)) {
      throw new NotValid(
          "%s says that it is signed by `%s`; gateways sign by `%s` only"
              .formatted(what, algorithm, ALGORITHM));
    }
  }

  private static boolean holds(String jws, EllipticCurveJsonWebKey key) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM));
      signature.setCompactSerialization(jws);
      signature.setKey(key.getECPublicKey());
      return signature.verifySignature();
    } catch (JoseException ignored) {
      // Such as a signature of another length: it does not hold either.
      return false;
    }
  }

  /**
   * The bytes of a piece, as text; of a signature only whether it is there counts. Exactly one
   * spelling is taken, so that each changed character shows.
   */
  private static String decoded(String what, String piece) throws NotValid {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(piece);
    } catch (IllegalArgumentException ignored) {
      throw new NotValid(what + " holds characters that do not belong there: it was changed");
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(piece)) {
      throw new NotValid(what + " is not spelled as it was signed: it was changed");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
