package io.onshore.gateway.audit;

/** The kinds of events. The names are stored and exported, so they never change. */
public enum AuditType {
  /** A send was refused by policy before a byte was read. */
  TRANSFER_BLOCKED,
  /** A file was declared and a decision made. */
  TRANSFER_DECLARED,
  /** The last byte arrived. */
  FILE_RECEIVED,
  /** The envelope and the digests were found good. */
  FILE_ACCEPTED,
  /** The content was not a sealed envelope, was damaged, or not what was declared. */
  FILE_REFUSED,
  /** A person acknowledged findings. */
  WARNING_ACKNOWLEDGED,
  /** A consent was recorded by reference. */
  CONSENT_RECORDED,
  /** A new decision replaced the one before. */
  DECISION_RENEWED,
  /** An upload was opened at the provider. */
  SENDING_STARTED,
  /** An upload had to be begun again at the provider. */
  SENDING_RESTARTED,
  /** All parts are there; the object is about to be made visible. */
  COMMIT_STARTED,
  /** The provider holds the object. */
  FILE_STORED,
  /** The stored object was proven to be the sent one. */
  FILE_VERIFIED,
  /** The stored object is not, or cannot be proven to be, the sent one. */
  FILE_QUARANTINED,
  /** The transfer ended without an object. */
  TRANSFER_FAILED,
  /** A person asked to try a failed transfer again. */
  RETRY_REQUESTED,
  /** A person asked to stop. */
  CANCEL_REQUESTED,
  /** The transfer was stopped and both sides cleaned. */
  TRANSFER_CANCELLED,
  /** A provider was asked where a destination's data rests. */
  EVIDENCE_PROBED,
  /** A person was sent to a provider's page to connect an account. */
  CONNECTION_ASKED,
  /** A person connected an account, or reconnected it. */
  CONNECTION_AUTHORISED,
  /** A person said no on the provider's page. */
  CONNECTION_DENIED,
  /** A provider refused to renew a person's grant; nothing is sent there until they reconnect. */
  CONNECTION_RECONNECT_NEEDED,
  /** A person asked to disconnect an account; no tokens are handed out from then on. */
  CONNECTION_DISCONNECTING,
  /** The provider was told, as far as it can be, and the tokens were deleted. */
  CONNECTION_DISCONNECTED,
  /** A patient withdrew a consent. */
  CONSENT_WITHDRAWN,
  /** A contract, an assessment or a certification was put on file. */
  PAPER_FILED,
  /** An admin attested where data rests, and filed a picture of it. */
  ATTESTATION_FILED,
  /** A paper or an attestation was withdrawn. */
  PAPER_WITHDRAWN,
  /** What was first told of who is behind a destination was taken down. */
  DESTINATION_PINNED,
  /** An admin approved who is behind a destination. */
  DESTINATION_APPROVED,
  /** A case was opened for compliance staff. */
  CASE_OPENED,
  /** What is stored at a destination was decided on anew, and came out differently. */
  STORED_DECIDED_AGAIN,
  /** A person proposed rules of the practice's own. */
  RULES_PROPOSED,
  /** A second person put rules of the practice's own in force. */
  RULES_PUBLISHED,
  /** Proposed rules were taken back. */
  RULES_WITHDRAWN,
  /** A person tried a draft of rules on past decisions. */
  RULES_SIMULATED,
  /** What came before was written without a chain; from here on each event seals those before. */
  TRAIL_SEALED,
  /** A person read, verified or exported the audit trail. */
  AUDIT_READ,
  /** A person asked for what their role may not do. */
  ACCESS_DENIED,
  /** A person forbade that anything of the audit trail is disposed of. */
  LEGAL_HOLD_SET,
  /** A person lifted a legal hold. */
  LEGAL_HOLD_LIFTED,
  /** Events older than the law wants them kept were disposed of; this is the proof. */
  TRAIL_DISPOSED,
  /** The receipt of a stored file was signed. */
  RECEIPT_ISSUED,
  /** A person sent past warnings or holds, because patient care could not wait. */
  EMERGENCY_SEND,
  /** What a case is about happened again while it was open. */
  CASE_COUNTED_UP,
  /** A case was given to somebody, or its due date changed. */
  CASE_ASSIGNED,
  /** A person decided a case, or opened it again. */
  CASE_DECIDED,
  /** What was decided on a case is done. */
  CASE_DONE,
  /** The time until which a case was accepted is over. */
  CASE_REOPENED,
  /** A stored file was deleted at the provider and proven to be gone. */
  STORED_FILE_DELETED,
  /** A destination was set up or changed. */
  DESTINATION_SET_UP,
  /** A destination was taken out of the set-up. */
  DESTINATION_REMOVED,
  /** A connection was set up or changed. */
  CONNECTION_SET_UP,
  /** A connection was taken out of the set-up. */
  CONNECTION_REMOVED,
  /** A whole set-up was put in place of the one before. */
  SETUP_APPLIED,
  /** A person stopped sending to a destination, by a connection, or to a provider. */
  SENDING_STOPPED,
  /** A person let it go on. */
  SENDING_RESUMED,
  /** A file made for the purpose was stored, compared and deleted. */
  PROOF_MADE,
  /** The same did not come to its end; the proof says which step failed. */
  PROOF_FAILED,
  /** Something that the practice relies on ends soon, or has ended. */
  EXPIRY_NEARS,
  /** A person had events sent to an address. */
  WEBHOOK_CREATED,
  /** A person changed where events are sent, which, or whether. */
  WEBHOOK_CHANGED,
  /** A person ended a webhook; its keys were deleted. */
  WEBHOOK_DELETED,
  /** A person had a webhook sign with a new key. */
  WEBHOOK_KEY_RENEWED,
  /** A person had events sent once more. */
  WEBHOOK_REPLAYED,
  /** A person had a trial event sent. */
  WEBHOOK_TESTED,
  /** The gateway stopped a webhook whose receiver is gone, or did not answer for days. */
  WEBHOOK_STOPPED,
  /** A person had the report of a month made. */
  MONTH_REPORT_MADE,
  /** A person had everything about a case packed to be handed over. */
  CASE_PACK_MADE,
  /** There is room for few photos at a destination. */
  SPACE_LOW
}
