package io.onshore.gateway.envelope;

/** How sure an inspection is that content is sealed. */
public enum Certainty {
  /** The structure is that of the format, field by field; only an envelope is built so. */
  RECOGNISED,
  /**
   * The length and the randomness fit, and nothing contradicts; but the format has no signature, so
   * other random content would look the same.
   */
  LOOKS_ENCRYPTED
}
