/**
 * The shapes of the HTTP contract (`/api/v1`). Times are RFC 3339 UTC, sizes bytes, digests lower-case hex. A text that the
 * server has nothing to say in may be absent or empty. Messages and hints start in lower case, without a full stop.
 */

export type Outcome = 'ALLOW' | 'NOTICE' | 'WARN' | 'HOLD' | 'BLOCK';

/** The server's choice of words for a verdict; the screen adds the icon and the shape. */
export type VerdictWord = 'ok' | 'warn' | 'block' | 'unknown' | 'waiting';

export interface Practice {
  id: string;
  name: string;
  jurisdiction: string;
}

/** Who is signed in. Whoever acts for several practices has none until they chose one. */
export interface Me {
  subject: string;
  name: string;
  roles: string[];
  practice?: Practice;
  practices: Practice[];
}

/** Somebody who is signed in for a practice. */
export type Member = Me & { practice: Practice };

export interface Jurisdiction {
  id: string;
  name: string;
  parent?: string;
}

export interface Finding {
  id: string;
  severity: Outcome;
  jurisdiction: string;
  text: string;
  fix?: string;
  remedies: string[];
  sources: string[];
}

export interface Evidence {
  aspect: string;
  places: string[];
  grade: string;
  ageDays?: number;
  source?: string;
  /** The day of the observation, or its time when it was just made. */
  observedOn?: string;
  /** What the provider calls the place, in its own words. */
  rawLabel?: string;
}

export interface Verdict {
  word: VerdictWord;
  outcome: Outcome;
  headline?: string;
  sentence?: string;
  checkedAt?: string;
  /** Until when this person's earlier reason for these warnings holds; absent when there is none to rely on. */
  acknowledgedUntil?: string;
  holds: string[];
  findings: Finding[];
  evidence: Evidence[];
}

export interface Destination {
  id: string;
  name: string;
  provider: string;
  available: boolean;
  unavailableReason?: string;
  /** The provider has not answered yet: the verdict is by what was known before. */
  asking?: boolean;
  preselected?: boolean;
  /** Files that are sent there now are kept until a person has connected the account. */
  waiting?: string;
  /** Absent if the provider does not tell, or was not asked yet. */
  space?: Space;
  verdict: Verdict;
}

/** How much room there was when the provider was last asked. */
export interface Space {
  /** Absent, like `photos`, if there is no limit. */
  remainingBytes?: number;
  photos?: number;
  text: string;
  asOf: string;
}

export interface Decision {
  id: string;
  outcome: Outcome;
  holds: string[];
  decidedAt?: string;
  findings: Finding[];
  evidence: Evidence[];
}

export type TransferState =
  | 'RECEIVING'
  | 'RECEIVED'
  | 'AWAITING_ACKNOWLEDGEMENT'
  | 'HELD'
  | 'QUEUED'
  | 'SENDING'
  | 'COMMITTING'
  | 'STORED'
  | 'VERIFIED'
  | 'REFUSED'
  | 'FAILED'
  | 'QUARANTINED'
  | 'CANCELLED';

export type Verification = 'MATCHED' | 'SIZE_ONLY' | 'READ_BACK' | 'MISMATCHED';

export interface Refusal {
  code: string;
  /** What the file seems to be, with its article: "a JPEG photo". */
  looksLike?: string;
  message?: string;
  hint?: string;
}

export interface Failure {
  kind: string;
  message?: string;
  hint?: string;
  retryAt?: string;
}

export interface Transfer {
  id: string;
  state: TransferState;
  destinationId: string;
  destinationName?: string;
  provider: string;
  size: number;
  sha256?: string;
  received: number;
  sent: number;
  uploadUrl?: string;
  createdAt?: string;
  updatedAt?: string;
  decision?: Decision;
  verification?: Verification;
  failure?: Failure;
  refusal?: Refusal;
}

export interface TransferPageOf {
  transfers: Transfer[];
  next?: string;
}

/** Whether the law of the patient's home applies although the practice is elsewhere. */
export type LawFollows = 'yes' | 'no' | 'unknown';

export interface NewTransfer {
  destinationId: string;
  size: number;
  sha256: string;
  patient: { jurisdiction: string; lawFollows: LawFollows };
  clientName?: string;
}

export interface Acknowledgement {
  findings: string[];
  reasonCode: string;
  reason: string;
}

export interface Consent {
  kind: string;
  statements: string[];
  scope: string;
  reference: string;
}

/** RFC 9457 problem details, as every 4xx and 5xx carries them. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code?: string;
  detail?: string;
  hint?: string;
  findings?: Finding[];
}
