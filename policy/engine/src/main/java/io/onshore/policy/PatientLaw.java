package io.onshore.policy;

/** Whether the law of the patient's home follows the patient to this practice. */
public enum PatientLaw {
  YES,
  NO,
  /** Nobody recorded it. The patient's law is then looked at, but weighs at most {@code WARN}. */
  UNKNOWN
}
