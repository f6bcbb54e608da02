package io.onshore.policy;

/** How well the places are proven, best first. */
public enum EvidenceGrade {
  /** A term of a signed contract. */
  CONTRACT,
  /** The provider's published document. */
  VENDOR_DOC,
  /** Read from the tenant itself. */
  TENANT_MEASURED,
  /** The provider's word. */
  VENDOR_STATEMENT,
  /** Somebody else's word. */
  THIRD_PARTY,
  /** No evidence. */
  UNKNOWN
}
