/** The calls of the contract that these screens make, and the query keys they are cached under. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, askFile } from './client';
import type {
  Acknowledgement,
  Consent,
  ConsentKind,
  Destination,
  Jurisdiction,
  Me,
  NewTransfer,
  Transfer,
  TransferPageOf,
} from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => ask<Me>('/me', { signal }),
  staleTime: Infinity,
});

export const choosePractice = (id: string) => ask<undefined>('/me/practice', { method: 'PUT', body: { id } });

export const jurisdictionsQuery = queryOptions({
  queryKey: ['jurisdictions'],
  queryFn: ({ signal }) => ask<{ jurisdictions: Jurisdiction[] }>('/jurisdictions', { signal }),
  select: (answer) => answer.jurisdictions,
  staleTime: Infinity,
});

export const consentKindsQuery = queryOptions({
  queryKey: ['consent-kinds'],
  queryFn: ({ signal }) => ask<{ kinds: ConsentKind[] }>('/policy/consent-kinds', { signal }),
  select: (answer) => answer.kinds,
  staleTime: Infinity,
});

/**
 * Verdicts age: they are asked again every minute while they are looked at, and soon where a
 * provider has not answered yet.
 */
export const destinationsQuery = (patientJurisdiction: string) =>
  queryOptions({
    queryKey: ['destinations', patientJurisdiction],
    queryFn: ({ signal }) =>
      ask<{ destinations: Destination[] }>(
        `/destinations?patientJurisdiction=${encodeURIComponent(patientJurisdiction)}`,
        { signal },
      ),
    select: (answer) => answer.destinations.filter((each) => each.usable),
    refetchInterval: (query) =>
      query.state.data?.destinations.some((each) => each.asking) ? 2_000 : 60_000,
  });

export const transferQuery = (id: string) =>
  queryOptions({
    queryKey: ['transfer', id],
    queryFn: ({ signal }) => ask<Transfer>(`/transfers/${encodeURIComponent(id)}`, { signal }),
  });

export const transfersQuery = infiniteQueryOptions({
  queryKey: ['transfers'],
  queryFn: ({ pageParam, signal }) =>
    ask<TransferPageOf>(`/transfers?mine=true${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`, {
      signal,
    }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** The person's latest sends, asked for anew: one of them may be the same file. */
export const latestTransfers = () => ask<TransferPageOf>('/transfers?mine=true').then((page) => page.transfers);

export const createTransfer = (transfer: NewTransfer, idempotencyKey: string) =>
  ask<Transfer>('/transfers', { method: 'POST', body: transfer, idempotencyKey });

const act = (id: string, action: string, body?: unknown) =>
  ask<Transfer | undefined>(`/transfers/${encodeURIComponent(id)}/${action}`, {
    method: 'POST',
    ...(body === undefined ? {} : { body }),
  });

export const acknowledge = (id: string, acknowledgement: Acknowledgement) =>
  act(id, 'acknowledgement', acknowledgement);
export const giveConsent = (id: string, consent: Consent) => act(id, 'consent', consent);
/** Patient care cannot wait for what keeps a declared file back. */
export const declareEmergency = (id: string, reason: string) => act(id, 'acknowledgement', { emergency: { reason } });
export const cancelTransfer = (id: string) => act(id, 'cancel');
export const retryTransfer = (id: string) => act(id, 'retry');

/** The signed receipt, as a file. */
export const receiptOf = (id: string) => askFile(`/transfers/${encodeURIComponent(id)}/receipt`);

/** "This looks wrong": what a rule said in a decision. */
export const objectTo = (ruleId: string, decisionId: string, reason: string, idempotencyKey: string) =>
  ask<unknown>(`/policy/rules/${encodeURIComponent(ruleId)}/objections`, {
    method: 'POST',
    body: { decisionId, reason },
    idempotencyKey,
  });
