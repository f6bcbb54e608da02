/** Whole answers of the gateway for tests, each with the parts that a test cares about laid over it. */
import type { Decision, Destination, Evidence, Finding, Member, Transfer, TransferState, Verdict } from '../src/api/types';

export const inAustralia: Evidence = {
  aspect: 'CONTENT',
  places: ['AU'],
  grade: 'TENANT_MEASURED',
  ageDays: 0,
  source: 'the account',
  observedOn: '2026-11-22',
  superseded: false,
  rawLabel: 'AUS',
};

export const evidence = (rest: Partial<Evidence> = {}): Evidence => ({ ...inAustralia, ...rest });

export const finding = (rest: Partial<Finding> = {}): Finding => ({
  id: 'RULE',
  severity: 'WARN',
  jurisdiction: 'AU',
  text: 'It may leave.',
  fix: '',
  remedies: [],
  sources: [],
  ...rest,
});

export const verdict = (rest: Partial<Verdict> = {}): Verdict => ({
  word: 'ok',
  outcome: 'ALLOW',
  action: 'PROCEED',
  headline: 'Stays in Australia',
  sentence: '',
  checkedAt: new Date().toISOString(),
  holds: [],
  findings: [],
  evidence: [inAustralia],
  ...rest,
});

export const destination = (id: string, rest: Partial<Destination> = {}): Destination => ({
  id,
  name: id,
  provider: 'box',
  plan: '',
  usable: true,
  available: true,
  asking: false,
  preselected: false,
  verdict: verdict(),
  ...rest,
});

export const decision = (rest: Partial<Decision> = {}): Decision => ({
  id: 'dec_1',
  outcome: 'ALLOW',
  action: 'PROCEED',
  holds: [],
  rulebook: 'sha256:0',
  decidedAt: '2026-11-22T10:00:00Z',
  findings: [],
  evidence: [inAustralia],
  outranked: [],
  tried: [],
  ...rest,
});

export const transfer = (state: TransferState, rest: Partial<Transfer> = {}): Transfer => ({
  id: 'trf_01jd9abcdefghjkmnpqrstvwxy',
  state,
  destinationId: 'dst_1',
  destinationName: 'OneDrive',
  provider: 'onedrive',
  size: 1000,
  received: 1000,
  sent: 0,
  uploadUrl: '/api/v1/uploads/trf_01jd9abcdefghjkmnpqrstvwxy',
  decision: decision(),
  createdAt: '2026-11-22T10:00:00Z',
  updatedAt: '2026-11-22T10:00:00Z',
  links: {},
  ...rest,
});

export const refusal = (rest: Partial<NonNullable<Transfer['refusal']>>): NonNullable<Transfer['refusal']> => ({
  code: 'X',
  looksLike: '',
  message: '',
  hint: '',
  ...rest,
});

export const failure = (rest: Partial<NonNullable<Transfer['failure']>>): NonNullable<Transfer['failure']> => ({
  kind: 'X',
  message: '',
  hint: '',
  ...rest,
});

export const me: Member = {
  subject: 'u',
  name: 'Dr A',
  roles: ['clinician'],
  practices: [],
  practice: { id: 'p', name: 'Clinic', jurisdiction: 'AU-VIC', recipients: [], roles: ['clinician'] },
};
