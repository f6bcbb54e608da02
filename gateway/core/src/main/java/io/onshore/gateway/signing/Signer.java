package io.onshore.gateway.signing;

/**
 * Signs what the gateway hands out, so that anybody can check it offline with the published keys.
 * Safe for several threads.
 */
public interface Signer {
  /**
   * Signs a statement of the gateway.
   *
   * @param type what it is, such as {@code onshore-receipt+jws}; stands in the signed header, so
   *     that one kind of statement is never taken for another
   * @param payload JSON
   * @return a JWS in compact form (RFC 7515), ES256, with {@code kid} and {@code typ}
   */
  String sign(String type, String payload);

  /**
   * The public keys by which signatures are checked, as a JWK set (RFC 7517). A key that no longer
   * signs stays in it: what it signed is still checked with it.
   */
  String keys();
}
