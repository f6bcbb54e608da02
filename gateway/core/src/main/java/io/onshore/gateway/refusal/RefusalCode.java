package io.onshore.gateway.refusal;

/** The stable codes of refusals. Each has a page that explains it; names never change. */
public enum RefusalCode {
  /** No such destination in the caller's practice. */
  DESTINATION_UNKNOWN,
  /** No such transfer in the caller's practice. */
  TRANSFER_UNKNOWN,
  /** No such connection in the caller's practice. */
  CONNECTION_UNKNOWN,
  /** The connection acts as the application: there is nothing to connect or disconnect. */
  CONNECTION_NOT_A_PERSONS,
  /** The connection's settings cannot be understood. */
  CONNECTION_MISCONFIGURED,
  /** The gateway does not know the address that browsers reach it by. */
  PUBLIC_ADDRESS_UNKNOWN,
  /** The caller belongs to no practice that is set up. */
  PRACTICE_UNKNOWN,
  /** The caller acts for several practices and did not say for which one now. */
  PRACTICE_NOT_CHOSEN,
  /** No such consent in the caller's practice. */
  CONSENT_UNKNOWN,
  /** No such paper or attestation in the caller's practice. */
  PAPER_UNKNOWN,
  /** No such decision in the caller's practice. */
  DECISION_UNKNOWN,
  /** No such case in the caller's practice. */
  CASE_UNKNOWN,
  /** No such legal hold in the caller's practice. */
  HOLD_UNKNOWN,
  /** No such version of the practice's rules. */
  RULES_UNKNOWN,
  /** The rules, the claims or the set-up are wrong and refused whole. */
  RULES_REFUSED,
  /** Who proposed it cannot put it in force. */
  SECOND_PERSON_NEEDED,
  /** No such jurisdiction in the rulebook. */
  JURISDICTION_UNKNOWN,
  /** The residency policy does not allow the destination. No byte is read. */
  RESIDENCY_BLOCKED,
  /** The file is larger than the destination accepts. */
  FILE_TOO_LARGE,
  /** More bytes came than were declared. */
  LENGTH_EXCEEDED,
  /** The bytes do not continue where the upload stands. */
  OFFSET_MISMATCH,
  /** Another request is writing to the same upload. */
  UPLOAD_BUSY,
  /** The upload is over: it was stopped, refused or already whole. */
  UPLOAD_ENDED,
  /** The content is not a sealed envelope. */
  ENVELOPE_NOT_SEALED,
  /** The content is a sealed envelope that breaks its format's rules. */
  ENVELOPE_DAMAGED,
  /** The content is a sealed envelope that ends too early. */
  ENVELOPE_TRUNCATED,
  /** The received bytes do not have the declared digest. */
  DIGEST_MISMATCH,
  /** There is no room for more files until some are delivered. */
  SPOOL_FULL,
  /** The transfer is in a state in which this cannot be done. */
  NOT_NOW,
  /** The acknowledgement or consent does not name what is needed. */
  INCOMPLETE_STATEMENT,
  /** The request cannot be understood. */
  INVALID_REQUEST,
  /** The key was used for a different request. */
  IDEMPOTENCY_MISMATCH,
  /** The same request is running right now. */
  IDEMPOTENCY_IN_FLIGHT,
  /** Who had a part in a case cannot decide it. */
  OWN_CASE,
  /** The case was changed or decided by somebody else meanwhile. */
  CASE_CHANGED,
  /** The decision shows no finding of this rule. */
  RULE_UNKNOWN,
  /** An emergency does not lift what stands in the way. */
  EMERGENCY_NOT_ENOUGH,
  /** Only a person can say that patient care cannot wait. */
  PERSON_NEEDED,
  /** It stands in the set-up file, and is changed there. */
  DECLARED_IN_FILE,
  /** The change does not say which version of the set-up it was made from. */
  SETUP_VERSION_NEEDED,
  /** The set-up was changed meanwhile. */
  SETUP_CHANGED,
  /** The provider does not take files there, or not with these settings. */
  DESTINATION_UNUSABLE,
  /** The folder is not one that may be used. */
  FOLDER_REFUSED,
  /** Somebody stopped the destination. */
  DESTINATION_STOPPED,
  /** The destination is for others of the practice. */
  DESTINATION_NOT_FOR_YOU,
  /** No such webhook in the caller's practice. */
  WEBHOOK_UNKNOWN,
  /** No such delivery of the webhook. */
  DELIVERY_UNKNOWN,
  /** The gateway does not call this address. */
  WEBHOOK_ADDRESS_REFUSED,
  /** No guide is for the destination's provider. */
  GUIDE_UNKNOWN,
  /** The provider has no room left for this file. */
  DESTINATION_FULL
}
