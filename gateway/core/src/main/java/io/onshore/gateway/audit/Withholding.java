package io.onshore.gateway.audit;

import java.util.Locale;

/** Values that an export may leave out. */
public enum Withholding {
  /** Who did it. */
  ACTOR,
  /** What it happened to. */
  TARGET,
  /** Which destination it concerns. */
  DESTINATION,
  /** Every detail; the names of the details stay. */
  DETAIL;

  /** The name in requests and headers, such as {@code actor}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it leaves out the part of an event that is called so. */
  public boolean covers(String part) {
    return this == DETAIL ? part.startsWith(AuditChain.DETAIL) : part.equals(id());
  }
}
