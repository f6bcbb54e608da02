package io.onshore.policy;

/** How well places are proven, best first: a reading beats paper, paper beats hearsay. */
public enum EvidenceGrade {
  /** Read from the tenant itself, by the provider's own API. */
  TENANT_MEASURED,
  /** A term of a signed contract. */
  CONTRACT,
  /** The provider's published document. */
  VENDOR_DOC,
  /** An admin of the practice looked, filed a picture of it, and it ends on a day. */
  ADMIN_ATTESTATION,
  /** The provider's word. */
  VENDOR_STATEMENT,
  /** Somebody else's word. */
  THIRD_PARTY,
  /** No evidence. */
  UNKNOWN;

  /** Whether it is at least as good as the other. */
  public boolean atLeast(EvidenceGrade other) {
    return compareTo(other) <= 0;
  }
}
