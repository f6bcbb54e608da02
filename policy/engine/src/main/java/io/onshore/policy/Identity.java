package io.onshore.policy;

/** Whether a destination is still the one that an admin approved. */
public enum Identity {
  /** The same account, folder and owner. */
  APPROVED,
  /** Another account, folder or owner than was approved. */
  CHANGED,
  /** Nothing was approved yet, or the provider does not tell who it is. */
  UNKNOWN
}
