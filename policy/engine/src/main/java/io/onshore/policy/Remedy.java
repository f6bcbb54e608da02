package io.onshore.policy;

/** What lifts a hold once it is on record. */
public enum Remedy {
  /** An agreement with the provider. */
  CONTRACT,
  /** A written assessment or approval. */
  ASSESSMENT,
  /** The patient's consent. */
  CONSENT,
  /** Better or fresher proof of where the data rests. */
  EVIDENCE
}
