/**
 * The shapes of the HTTP contract (`/api/v1`), by the names that these screens use. All come from the interface description
 * (`openapi.json`, made into `schema.d.ts` by `npm run types`); a field that the description calls a text, and that these screens
 * tell apart by its value, has its values here. Times are RFC 3339 UTC, sizes bytes, digests lower-case hex. Messages and
 * hints start in lower case, without a full stop.
 */
import type { components } from './schema';

export type Schemas = components['schemas'];

/** A schema of which some fields are known better. */
type With<T, Better> = Omit<T, keyof Better> & Better;

export type Outcome = 'ALLOW' | 'NOTICE' | 'WARN' | 'HOLD' | 'BLOCK';

/** The server's choice of words for a verdict; the screen adds the icon and the shape. */
export type VerdictWord = 'ok' | 'warn' | 'block' | 'unknown' | 'waiting';

export type Practice = Schemas['PracticeView'];

/** Who is signed in. Whoever acts for several practices has none until they chose one. */
export type Me = Schemas['MeView'];

/** Somebody who is signed in for a practice. */
export type Member = Me & { practice: Practice };

export type Jurisdiction = Schemas['JurisdictionView'];
export type Finding = With<Schemas['FindingView'], { severity: Outcome }>;
export type Evidence = Schemas['EvidenceView'];
export type Verdict = With<
  Schemas['VerdictView'],
  { word: VerdictWord; outcome: Outcome; findings: Finding[]; evidence: Evidence[] }
>;
export type Destination = With<Schemas['DestinationView'], { verdict: Verdict }>;
export type Decision = With<Schemas['DecisionView'], { outcome: Outcome; findings: Finding[]; evidence: Evidence[] }>;

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

export type Transfer = With<
  Schemas['TransferView'],
  { state: TransferState; decision: Decision; verification?: Verification }
>;
export interface TransferPageOf {
  transfers: Transfer[];
  next?: string;
}

/** Whether the law of the patient's home applies although the practice is elsewhere. */
export type LawFollows = 'yes' | 'no' | 'unknown';

export type NewTransfer = With<Schemas['DeclareRequest'], { patient: { jurisdiction: string; lawFollows: LawFollows } }>;
export type Acknowledgement = Schemas['AcknowledgeRequest'];
export type Consent = Schemas['ConsentRequest'];
export type ConsentKind = Schemas['KindView'];

/** RFC 9457 problem details, as every 4xx and 5xx carries them; what stands between us and the gateway may say only a status. */
export type Problem = Partial<Schemas['Problem']> & { status: number };
