package io.onshore.policy;

/** Whose account at the provider the destination belongs to. */
public enum AccountKind {
  /** An organisation's: its terms cover it, and it stays when a person leaves. */
  ORGANISATION,
  /** A person's own: no terms of an organisation cover it. */
  PERSONAL,
  /** The provider does not tell. */
  UNKNOWN
}
