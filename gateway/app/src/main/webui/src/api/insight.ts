/** The calls of trends, the audit trail and the rules, and the query keys they are cached under. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, askFile } from './client';
import type { Schemas, TransferPageOf } from './types';

export type Week = Schemas['Week'];
export type TrendList = Schemas['TrendList'];
export type DecisionTime = Schemas['DecisionTime'];
export type RuleChange = Schemas['RuleChange'];
export type RateList = Schemas['RateList'];
export type Cell = Schemas['CellView'];
export type AuditEvent = Schemas['EventView'];
export type Verification = Schemas['VerificationView'];
export type Hold = Schemas['HoldView'];
export type RulesVersion = Schemas['VersionView'];
export type House = Schemas['HouseRequest'];
export type Draft = Pick<Schemas['ProposalRequest'], 'raised' | 'house'>;
export type Simulated = Schemas['OutcomeView'];
export type Action = Schemas['Action'];

/** A path with those parameters that have a value. */
function path(start: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((each): each is [string, string] => each[1] !== undefined && each[1] !== '');
  return given.length === 0 ? start : `${start}?${new URLSearchParams(given).toString()}`;
}

/** @param from the first day, such as `2026-11-01` */
export const trendsQuery = (from: string) =>
  queryOptions({
    queryKey: ['trends', from],
    queryFn: ({ signal }) => ask<TrendList>(path('/reviews/trends', { from }), { signal }),
  });

export const ratesQuery = (from: string) =>
  queryOptions({
    queryKey: ['rates', from],
    queryFn: ({ signal }) => ask<RateList>(path('/reviews/rates', { from }), { signal }),
  });

export const matrixQuery = (jurisdictions: readonly string[]) =>
  queryOptions({
    queryKey: ['matrix', ...jurisdictions],
    queryFn: ({ signal }) =>
      ask<Schemas['MatrixView']>(path('/policy/matrix', { jurisdictions: jurisdictions.join(',') }), { signal }),
    staleTime: 60_000,
  });

export const claimsQuery = queryOptions({
  queryKey: ['claims'],
  queryFn: ({ signal }) => ask<Schemas['ClaimsView']>('/policy/claims', { signal }),
  staleTime: 60_000,
});

export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => ask<Schemas['PolicyView']>('/policy', { signal }),
});

export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: ({ signal }) => ask<Schemas['PackList']>('/policy/packs', { signal }),
});

export const consentKindsQuery = queryOptions({
  queryKey: ['consent-kinds'],
  queryFn: ({ signal }) => ask<Schemas['KindList']>('/policy/consent-kinds', { signal }),
  select: (answer) => answer.kinds,
});

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => ask<Schemas['VersionList']>('/policy/rules', { signal }),
});

export const proposeRules = (proposal: Schemas['ProposalRequest'], idempotencyKey: string) =>
  ask<RulesVersion>('/policy/rules', { method: 'POST', body: proposal, idempotencyKey });

/** A second person puts a proposal in force. */
export const publishRules = (number: number) => ask<RulesVersion>(`/policy/rules/${number}/publication`, { method: 'POST' });
export const withdrawRules = (number: number) => ask<RulesVersion>(`/policy/rules/${number}/withdrawal`, { method: 'POST' });
export const simulate = (request: Schemas['SimulationRequest']) =>
  ask<Simulated>('/policy/simulation', { method: 'POST', body: request });

/** What events are searched by; `from` and `to` are instants. */
export interface EventFilter {
  type?: string;
  actor?: string;
  destination?: string;
  target?: string;
  from?: string;
  to?: string;
}

/** Each reading of the trail is an event of it, so it is read when somebody asks, never by the way. */
const READ_ONCE = { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

const eventPage = (filter: EventFilter, more: Record<string, string>, signal?: AbortSignal) =>
  ask<Schemas['EventPage']>(path('/audit/events', { ...filter, ...more }), signal === undefined ? {} : { signal });

export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'events', filter],
    queryFn: ({ pageParam, signal }) => eventPage(filter, { cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    ...READ_ONCE,
  });

/** The newest event that a filter lets through. */
export const newestEvent = async (filter: EventFilter) => (await eventPage(filter, { limit: '1' })).events[0];

export const verificationQuery = queryOptions({
  queryKey: ['audit', 'verification'],
  queryFn: ({ signal }) => ask<Verification>('/audit/verification', { signal }),
  ...READ_ONCE,
});

export const headsQuery = queryOptions({
  queryKey: ['audit', 'heads'],
  queryFn: ({ signal }) => ask<Schemas['HeadList']>('/audit/heads', { signal }),
  select: (answer) => answer.heads,
  ...READ_ONCE,
});

export type ExportFormat = 'jsonl' | 'csv' | 'fhir';

export const exportEvents = (
  asked: { format: ExportFormat; from?: string; to?: string; redact: readonly string[] },
  onBytes: (count: number) => void,
) => askFile(path('/audit/export', { ...asked, redact: asked.redact.join(',') }), onBytes);

export const holdsQuery = queryOptions({
  queryKey: ['audit', 'holds'],
  queryFn: ({ signal }) => ask<Schemas['HoldList']>('/audit/holds', { signal }),
  select: (answer) => answer.holds,
});

export const setHold = (reason: string, idempotencyKey: string) =>
  ask<Hold>('/audit/holds', { method: 'POST', body: { reason }, idempotencyKey });
export const liftHold = (id: string, reason: string) =>
  ask<Hold>(`/audit/holds/${encodeURIComponent(id)}/lift`, { method: 'POST', body: { reason } });

/** @param month such as `2026-11` */
export const monthReport = (month: string, redact: readonly string[]) =>
  askFile(path('/reports/month', { month, redact: redact.join(',') }));

/** A page of the practice's sends, newest first. */
export const transfersFrom = (cursor: string) => ask<TransferPageOf>(path('/transfers', { cursor }));
