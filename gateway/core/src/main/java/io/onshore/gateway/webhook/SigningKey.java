package io.onshore.gateway.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs. {@link #toString} does not tell it.
 *
 * @param secret {@code whsec_} and the shared secret, or {@code whsk_} and the private half in PKCS
 *     8; both in base64
 * @param publicKey {@code whpk_} and the public half in base64, if it has one
 * @param until when it ends, if a newer one has replaced it
 */
public record SigningKey(
    Signing signing, String secret, Optional<String> publicKey, Optional<Instant> until) {
  /** The same key, which ends then. */
  public SigningKey ending(Instant end) {
    return new SigningKey(signing, secret, publicKey, Optional.of(end));
  }

  /** Whether it still signs. */
  public boolean inForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  @Override
  public String toString() {
    return "SigningKey[" + signing + "]";
  }
}
