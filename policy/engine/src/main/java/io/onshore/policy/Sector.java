package io.onshore.policy;

/** Who runs the practice. */
public enum Sector {
  PRIVATE,
  PUBLIC
}
