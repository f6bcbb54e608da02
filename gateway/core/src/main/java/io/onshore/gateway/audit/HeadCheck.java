package io.onshore.gateway.audit;

/** Tells whether the signature of a head is the gateway's own. */
@FunctionalInterface
public interface HeadCheck {
  /** Whether the signature holds, by a published key, for a statement of this type. */
  boolean holds(SignedHead head);
}
