/** The calls about cases and what they rest on, and the query keys they are cached under. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, askFile } from './client';
import type { Schemas } from './types';

export type Case = Schemas['CaseView'];
export type CasePage = Schemas['CasePage'];
export type Snapshot = Schemas['SnapshotView'];
export type Ruling = Omit<Schemas['DecisionRequest'], 'version'>;
export type KeptDecision = Schemas['KeptDecisionView'];
export type TrendWeek = Schemas['Week'];

/** What came of a decision on several cases, for one of them. */
export type CaseAnswer = Schemas['Answer'];

/** A case as somebody looked at it: a decision on an older version is refused. */
export interface SeenCase {
  id: string;
  version: number;
}

/** Which cases to show; the names are those of the gateway's own query. */
export interface CaseFilter {
  state?: 'open' | 'decided';
  kind?: string;
  destination?: string;
  rule?: string;
  assignee?: string;
  overdue?: 'true';
}

function listPath(filter: CaseFilter, cursor: string): string {
  const query = new URLSearchParams({ ...filter, ...(cursor === '' ? {} : { cursor }) }).toString();
  return query === '' ? '/reviews' : `/reviews?${query}`;
}

export const casesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['reviews', 'list', filter],
    queryFn: ({ pageParam, signal }) => ask<CasePage>(listPath(filter, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
  });

/** Nobody reads more open cases than these; a count above says so. */
export const MOST_COUNTED = 1000;

/** All cases of a filter, page after page. */
export const allCasesQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['reviews', 'all', filter],
    queryFn: async ({ signal }) => {
      const cases: Case[] = [];
      let cursor: string | undefined = '';
      while (cursor !== undefined && cases.length < MOST_COUNTED) {
        const page: CasePage = await ask<CasePage>(listPath(filter, cursor), { signal });
        cases.push(...page.cases);
        cursor = page.next;
      }
      return cases;
    },
    refetchInterval: 60_000,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', 'case', id],
    queryFn: ({ signal }) => ask<Case>(`/reviews/${encodeURIComponent(id)}`, { signal }),
  });

/** Sends and cases, week by week, of these days; both count. */
export const trendsQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['reviews', 'trends', from, to],
    queryFn: ({ signal }) => ask<Schemas['TrendList']>(`/reviews/trends?from=${from}&to=${to}`, { signal }),
    select: (answer) => answer.weeks,
    staleTime: 60_000,
  });

/** A decision never changes once it is made. */
export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id],
    queryFn: ({ signal }) => ask<KeptDecision>(`/decisions/${encodeURIComponent(id)}`, { signal }),
    staleTime: Infinity,
  });

export const destinationEvidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['destination-evidence', id],
    queryFn: ({ signal }) => ask<Schemas['EvidencePage']>(`/destinations/${encodeURIComponent(id)}/evidence`, { signal }),
  });

export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => ask<Schemas['PolicyView']>('/policy', { signal }),
  staleTime: 60_000,
});

/** The destinations, by what is known when nobody says where the patient lives, or for who lives there. */
export const placesQuery = (patientJurisdiction: string | undefined) =>
  queryOptions({
    queryKey: ['places', patientJurisdiction],
    queryFn: ({ signal }) =>
      ask<Schemas['DestinationList']>(
        patientJurisdiction === undefined
          ? '/destinations'
          : `/destinations?patientJurisdiction=${encodeURIComponent(patientJurisdiction)}`,
        { signal },
      ),
    select: (answer) => answer.destinations,
    staleTime: 30_000,
  });

export const decideCase = (seen: SeenCase, ruling: Ruling, idempotencyKey: string) =>
  ask<Case>(`/reviews/${encodeURIComponent(seen.id)}/decision`, {
    method: 'POST',
    body: { version: seen.version, ...ruling },
    idempotencyKey,
  });

export const decideCases = (cases: readonly SeenCase[], ruling: Ruling, idempotencyKey: string) =>
  ask<{ answers: CaseAnswer[] }>('/reviews/decisions', { method: 'POST', body: { cases, ...ruling }, idempotencyKey });

export const assignCase = (id: string, assignment: Schemas['AssignmentRequest']) =>
  ask<Case>(`/reviews/${encodeURIComponent(id)}/assignment`, { method: 'PUT', body: assignment });

/** What a pack may leave out, as the gateway names it. */
export const WITHHELD = ['actor', 'target', 'destination', 'detail'] as const;

export const casePack = (id: string, withheld: readonly string[], onProgress: (bytes: number) => void) =>
  askFile(
    `/reviews/${encodeURIComponent(id)}/pack${withheld.length === 0 ? '' : `?redact=${withheld.join(',')}`}`,
    onProgress,
  );
