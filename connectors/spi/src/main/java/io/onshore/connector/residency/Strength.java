package io.onshore.connector.residency;

/** How much an observation proves. */
public enum Strength {
  /** The provider reports where the data is now. */
  REPORTED,
  /** The provider reports where an admin asked it to be, which may not be done yet. */
  CONFIGURED,
  /** A hint, such as an organisation's postal address. Never enough for green. */
  INDIRECT
}
