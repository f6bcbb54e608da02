/** The calls about where files may go: storage, its accounts, their evidence, what ends, what is stopped, the set-up. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { API, ask, newIdempotencyKey } from './client';
import type { Destination, Schemas } from './types';

export type Account = Schemas['ConnectionView'];
export type AccountState = Account['state'];
export type Card = Schemas['CardView'];
export type Evidenced = Schemas['EvidencePage'];
export type Guide = Schemas['GuideView'];
export type Step = Schemas['StepView'];
export type Proof = Schemas['ProofView'];
export type Stop = Schemas['StopView'];
export type StopScope = Stop['scope'];
export type Expiry = Schemas['ExpiryView'];
export type Calendar = Schemas['Calendar'];
export type Change = Schemas['SetUpChangeView'];
export type Difference = Schemas['DifferenceView'];
export type Offer = Schemas['OfferView'];

/** How a destination is set up, and the version to change it from. */
export type DestinationSettings = Schemas['DestinationSettings'];
/** How a connection is set up, without its secrets. */
export type AccountSettings = Schemas['ConnectionSettings'];
/** What the provider said just before something was kept. */
export type Check = Schemas['CheckView'];

/** Everything here is read again once something of it was changed. */
const ALL = 'storage';
const one = (id: string) => `/destinations/${encodeURIComponent(id)}`;
const account = (id: string) => `/connections/${encodeURIComponent(id)}`;

/** All storage with its verdicts; asked again soon while a provider has not answered yet. */
export const storagesQuery = queryOptions({
  queryKey: [ALL, 'list'],
  queryFn: ({ signal }) => ask<{ destinations: Destination[] }>('/destinations', { signal }),
  select: (answer) => answer.destinations,
  refetchInterval: (query) => (query.state.data?.destinations.some((each) => each.asking) === true ? 2_000 : 60_000),
});

export const accountsQuery = queryOptions({
  queryKey: [ALL, 'accounts'],
  queryFn: ({ signal }) => ask<Schemas['ConnectionList']>('/connections', { signal }),
  select: (answer) => answer.connections,
});

export const stopsQuery = queryOptions({
  queryKey: [ALL, 'stops'],
  queryFn: ({ signal }) => ask<Schemas['StopList']>('/stops', { signal }),
  select: (answer) => answer.stops,
  refetchInterval: 60_000,
});

/** What each stop would hold up. */
export const underWayQuery = { ...stopsQuery, select: (answer: Schemas['StopList']) => answer.underWay };

export const calendarQuery = queryOptions({
  queryKey: [ALL, 'calendar'],
  queryFn: ({ signal }) => ask<Calendar>('/expiries', { signal }),
});

export const cardsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: ({ signal }) => ask<Schemas['ConnectorList']>('/connectors', { signal }),
  select: (answer) => answer.connectors,
  staleTime: Infinity,
});

/** The plans that the rulebook knows, each with what its provider says in writing. */
export const offersQuery = queryOptions({
  queryKey: ['claims'],
  queryFn: ({ signal }) => ask<{ offers: Offer[] }>('/policy/claims', { signal }),
  select: (answer) => answer.offers,
  staleTime: Infinity,
});

export const settingsQuery = (id: string) =>
  queryOptions({
    queryKey: [ALL, id, 'settings'],
    queryFn: ({ signal }) => ask<DestinationSettings>(one(id), { signal }),
  });

export const accountSettingsQuery = (id: string) =>
  queryOptions({
    queryKey: [ALL, 'accounts', id],
    queryFn: ({ signal }) => ask<AccountSettings>(`${account(id)}/settings`, { signal }),
  });

export const guideQuery = (id: string) =>
  queryOptions({
    queryKey: [ALL, id, 'guide'],
    queryFn: ({ signal }) => ask<Guide>(`${one(id)}/guide`, { signal }),
    refetchInterval: 60_000,
  });

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: [ALL, id, 'evidence'],
    queryFn: ({ signal }) => ask<Evidenced>(`${one(id)}/evidence`, { signal }),
    refetchInterval: 60_000,
  });

export const proofsQuery = (id: string) =>
  queryOptions({
    queryKey: [ALL, id, 'proofs'],
    queryFn: ({ signal }) => ask<Schemas['ProofList']>(`${one(id)}/proofs`, { signal }),
    select: (answer) => answer.proofs,
  });

export const setUpQuery = queryOptions({
  queryKey: [ALL, 'setup'],
  queryFn: ({ signal }) => ask<string>('/setup', { signal }),
});

const post = <T>(path: string, body?: unknown) =>
  ask<T>(path, { method: 'POST', idempotencyKey: newIdempotencyKey(), ...(body === undefined ? {} : { body }) });

export const askNow = (id: string) => post<Evidenced>(`${one(id)}/evidence`);
export const makeProof = (id: string) => post<Proof>(`${one(id)}/proof`);
export const approve = (id: string, observedAt: string) => post<unknown>(`${one(id)}/identity/approval`, { observedAt });
export const filePaper = (id: string, paper: Schemas['PaperRequest']) => post<unknown>(`${one(id)}/papers`, paper);
export const attest = (id: string, attestation: Schemas['AttestationRequest']) =>
  post<unknown>(`${one(id)}/attestations`, attestation);
export const withdrawPaper = (id: string, paper: string) =>
  ask<undefined>(`${one(id)}/papers/${encodeURIComponent(paper)}`, { method: 'DELETE' });
/** Where the browser finds what was uploaded with an attestation. */
export const attachmentUrl = (id: string, attestation: string) =>
  `${API}${one(id)}/attestations/${encodeURIComponent(attestation)}/attachment`;

export const createDestination = (destination: Schemas['DestinationRequest']) =>
  post<DestinationSettings>('/destinations', destination);
export const changeDestination = (id: string, version: number, destination: Schemas['DestinationRequest']) =>
  ask<DestinationSettings>(one(id), { method: 'PUT', ifMatch: String(version), body: destination });
export const removeDestination = (id: string, version: number) =>
  ask<undefined>(one(id), { method: 'DELETE', ifMatch: String(version) });

export const createAccount = (connection: Schemas['ConnectionRequest']) =>
  post<AccountSettings>('/connections', connection);
export const changeAccount = (id: string, version: number, connection: Schemas['ConnectionRequest']) =>
  ask<AccountSettings>(account(id), { method: 'PUT', ifMatch: String(version), body: connection });
export const removeAccount = (id: string, version: number) =>
  ask<undefined>(account(id), { method: 'DELETE', ifMatch: String(version) });

/** Asks for the provider's page, on which a person connects an account. */
export const invite = (id: string) => ask<{ authorizeUrl: string }>(`${account(id)}/authorization`, { method: 'POST' });
export const disconnect = (id: string) => ask<Account>(`${account(id)}/authorization`, { method: 'DELETE' });

const SCOPED: Record<StopScope, string> = { DESTINATION: 'destinations', CONNECTION: 'connections', PROVIDER: 'providers' };
const scoped = (scope: StopScope, target: string) => `/${SCOPED[scope]}/${encodeURIComponent(target)}`;
export const stopSending = (scope: StopScope, target: string, reason: string) =>
  post<Stop>(`${scoped(scope, target)}/stop`, { reason });
export const resumeSending = (scope: StopScope, target: string) => post<undefined>(`${scoped(scope, target)}/resume`);

export const compareSetUp = (yaml: string) => ask<Difference>('/setup/diff', { method: 'POST', yaml });
export const applySetUp = (yaml: string, digest: string) =>
  ask<Difference>('/setup', { method: 'PUT', yaml, ifMatch: digest });

/**
 * One of the calls above from a screen; what the screens know of storage is read again after it, done or refused.
 *
 * @param gone whether the screen's own subject is gone once it is done: then each screen reads again when it is next shown
 */
export function useAct<Given, Answer>(
  call: (given: Given) => Promise<Answer>,
  then?: (answer: Answer, given: Given) => void,
  gone = false,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (answer, given) => then?.(answer, given),
    onSettled: async (_answer, refused) => {
      const refetchType = gone && refused === null ? 'none' : 'active';
      if (refetchType === 'none') {
        // The list that is known still names what is gone.
        queries.removeQueries({ queryKey: [ALL, 'list'] });
      }
      await Promise.all([
        queries.invalidateQueries({ queryKey: [ALL], refetchType }),
        queries.invalidateQueries({ queryKey: ['destinations'] }),
      ]);
    },
  });
}
