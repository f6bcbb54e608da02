package io.onshore.connector.residency;

/** Whose account a destination belongs to. */
public enum AccountKind {
  /** An organisation's, which stays when a person leaves. */
  ORGANISATION,
  /** A person's own, such as a free Box, a consumer OneDrive or a Gmail account's Drive. */
  PERSONAL,
  /** The provider does not tell for certain. */
  UNKNOWN
}
