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
  WEBHOOK_STOPPED
}
