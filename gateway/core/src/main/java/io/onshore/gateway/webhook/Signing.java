package io.onshore.gateway.webhook;

/** How a webhook's messages are signed. The names are stored. */
public enum Signing {
  /** With a secret that both sides have; {@code v1}. */
  HMAC_SHA256,
  /** With a key whose public half the receiver has: it can check and never forge; {@code v1a}. */
  ED25519
}
