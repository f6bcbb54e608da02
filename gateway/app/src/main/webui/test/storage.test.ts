import { describe, expect, it } from 'vitest';
import { ProblemError } from '../src/api/client';
import type { Calendar, Card, DestinationSettings, Evidenced, Expiry, Step, Stop } from '../src/api/storage';
import { NEW_ACCOUNT, NEW_DESTINATION, accountOf, destinationOf, wrongAccount } from '../src/storage/account';
import { isConflict } from '../src/storage/conflict';
import {
  accepts,
  accountShape,
  actOf,
  ageShape,
  byMonth,
  canConnect,
  endName,
  factSheet,
  firstEnd,
  idFrom,
  isPersons,
  monthName,
  plain,
  rows,
  settingLabel,
  stepTag,
  stopsOn,
  whereToRenew,
} from '../src/storage/facts';
import {
  NEW_PAPER,
  attestationOf,
  daysAfter,
  newAttestation,
  paperOf,
  placesOf,
  wrongAttestation,
  wrongPaper,
} from '../src/storage/paper';
import { nameOf, partsOf, problemsOf, removed } from '../src/storage/setup';
import { changed, draftOf, wrongUse } from '../src/storage/use';

const NOW = Date.parse('2026-11-27T12:00:00Z');

const step = (more: Partial<Step>): Step => ({
  id: 'zone',
  who: 'PRACTICE_ADMIN',
  title: 'The zone',
  why: '',
  how: '',
  state: 'NOT_DONE',
  saw: '',
  ...more,
});

const expiry = (more: Partial<Expiry>): Expiry => ({
  kind: 'PAPER',
  about: 'DESTINATION',
  target: 'box',
  subject: 'DPA',
  on: '2027-01-10',
  daysLeft: 44,
  hint: 'renew it',
  ...more,
});

const card = (settings: Partial<Card['settings'][number]>[]): Card => ({
  provider: 'box',
  title: 'Box',
  maxBytes: 1,
  maxNameLength: 1,
  digests: [],
  parts: { unit: 1, max: 1, parallel: 1 },
  evidence: [],
  powers: [],
  scopes: [],
  settings: settings.map((each) => ({ name: 'client-id', help: '', required: true, secret: false, operators: false, ...each })),
  factSheet: {},
});

describe('a task of a guide', () => {
  it('says whom it waits for, and nothing of whom once it is done', () => {
    expect(stepTag(step({})).label).toBe('To do');
    expect(stepTag(step({ who: 'PROVIDER_ADMIN' })).label).toBe('Needs someone else');
    expect(stepTag(step({ who: 'ONSHORE' })).label).toBe('Not yet');
    expect(stepTag(step({ who: 'PROVIDER_ADMIN', state: 'DONE' }))).toEqual({ shape: 'ok', label: 'Done' });
    expect(stepTag(step({ state: 'NOT_NEEDED' })).label).toBe('Not needed');
  });

  it('is never green where nobody can tell', () => {
    expect(stepTag(step({ state: 'CAN_NOT_TELL' }))).toEqual({ shape: 'unknown', label: 'We can’t tell' });
  });

  it('is done by the call that it names', () => {
    const act = (method: string, path: string) => actOf(step({ call: { method, path } }));
    expect(act('POST', '/api/v1/connections/box-au/authorization')).toBe('connect');
    expect(act('POST', '/api/v1/destinations/box/attestations')).toBe('attest');
    expect(act('POST', '/api/v1/destinations/box/identity/approval')).toBe('approve');
    expect(act('POST', '/api/v1/destinations/box/papers')).toBe('paper');
    expect(act('POST', '/api/v1/destinations/box/proof')).toBe('proof');
    expect(act('PUT', '/api/v1/destinations/box')).toBe('use');
    expect(act('PUT', '/api/v1/connections/box-au')).toBe('secrets');
    expect(act('POST', '/api/v1/something/new')).toBeUndefined();
    expect(actOf(step({}))).toBeUndefined();
  });
});

describe('an account', () => {
  it('is green only where it is known to work', () => {
    expect(accountShape('CONNECTED')).toBe('ok');
    expect(accountShape('APPLICATION')).toBeUndefined();
    expect(accountShape('RECONNECT_NEEDED')).toBe('block');
  });

  it('is connected by a person, unless it signs in by itself', () => {
    expect(isPersons({ state: 'NOT_CONNECTED' })).toBe(true);
    expect(isPersons({ state: 'APPLICATION' })).toBe(false);
  });

  it('asks for what is required, and never for what is the operator’s', () => {
    const box = card([{}, { name: 'client-secret', secret: true }, { name: 'root', operators: true }]);
    expect(wrongAccount(box, { ...NEW_ACCOUNT, name: 'box' }, { 'client-secret': 's' })).toEqual({
      'setting-client-id': 'Enter Client ID',
    });
    expect(canConnect(box)).toBe(false);
    expect(canConnect(card([{}]))).toBe(true);
  });

  it('leaves out what was left empty', () => {
    const draft = { ...NEW_ACCOUNT, name: 'box', settings: { 'client-id': ' id ', access: '' } };
    expect(accountOf(card([{}]), 'box', draft, { 'client-secret': 's' })).toEqual({
      id: 'box',
      provider: 'box',
      settings: { 'client-id': 'id', 'client-secret': 's' },
    });
    expect(destinationOf('box', 'box-au', { ...NEW_DESTINATION, name: ' Box ' })).toEqual({
      id: 'box',
      connection: 'box-au',
      name: 'Box',
      folder: '',
    });
  });

  it('has settings with names for people', () => {
    expect(settingLabel('client-id')).toBe('Client ID');
    expect(settingLabel('api-url')).toBe('Api URL');
  });
});

describe('an id from a name', () => {
  it('keeps letters and digits', () => expect(idFrom('Box – Praxis Müller', [])).toBe('box-praxis-muller'));
  it('is free', () => expect(idFrom('Box', ['box', 'box-2'])).toBe('box-3'));
  it('is there for a name without letters', () => expect(idFrom('—', [])).toBe('storage'));
});

describe('what is stopped', () => {
  const stop = (scope: Stop['scope'], target: string): Stop => ({
    scope,
    target,
    reason: '',
    stoppedBy: 'adam',
    stoppedAt: '2026-11-27T00:00:00Z',
    underWay: 0,
  });

  it('reaches a destination from its account and its provider', () => {
    const stops = [stop('PROVIDER', 'box'), stop('CONNECTION', 'other'), stop('DESTINATION', 'box')];
    expect(stopsOn(stops, { id: 'zone', connection: 'box-au', provider: 'box' })).toEqual([stops[0]]);
  });
});

describe('what ends', () => {
  const calendar: Calendar = {
    expiries: [expiry({ daysLeft: 44 }), expiry({ kind: 'SECRETS', about: 'CONNECTION', target: 'box-au', daysLeft: 3, on: '2026-11-30' })],
    alerts: [],
  };

  it('ends first for a destination, its account counted in', () => {
    expect(firstEnd(calendar, 'box', 'box-au')?.kind).toBe('SECRETS');
    expect(firstEnd(calendar, 'box', undefined)?.kind).toBe('PAPER');
    expect(firstEnd(calendar, 'other', 'other')).toBeUndefined();
  });

  it('stands by month, the nearest first', () => {
    expect(byMonth(calendar.expiries).map((each) => each.month)).toEqual(['2026-11', '2027-01']);
    expect(monthName('2027-01')).toBe('January 2027');
  });

  it('has a name for people, never an id', () => {
    expect(endName(expiry({ subject: 'pap_01m8' }))).toBe('A paper');
    expect(endName(expiry({ subject: 'BAA' }))).toBe('A paper: BAA');
    expect(endName(expiry({ kind: 'CLAIM', subject: 'BACKUP' }))).toBe('A statement in the set-up: Backups are kept in');
  });

  it('is graver the nearer it is', () => expect([-1, 0, 31].map(ageShape)).toEqual(['block', 'warn', 'waiting']));

  it('is renewed where it was made', () => {
    expect(whereToRenew(expiry({}))).toBe('/storage/box/papers?add=paper');
    expect(whereToRenew(expiry({ kind: 'ATTESTATION' }))).toBe('/storage/box/papers?add=attestation');
    expect(whereToRenew(expiry({ kind: 'REVIEW' }))).toBe('/storage/box/use');
    expect(whereToRenew(expiry({ kind: 'SECRETS', about: 'CONNECTION' }))).toBe('/storage/accounts');
    expect(whereToRenew(expiry({ kind: 'SPACE' }))).toBe('/storage/box');
  });
});

describe('the evidence', () => {
  const page = {
    verdict: {
      evidence: [
        { aspect: 'CONTENT', places: ['CA', 'IE'], grade: 'TENANT_MEASURED' },
        { aspect: 'BACKUP', places: ['ZZ'], grade: 'UNKNOWN' },
        { aspect: 'KEYS', places: ['AU'], grade: 'CONTRACT' },
      ],
    },
  } as unknown as Evidenced;

  it('names its gaps', () => {
    expect(rows(page).map((row) => [row.aspect, row.value, row.known])).toEqual([
      ['CONTENT', 'Canada and Ireland', true],
      ['BACKUP', 'A place we don’t know', false],
      ['METADATA', 'Nobody has told us', false],
      ['SUPPORT', 'Nobody has told us', false],
      ['KEYS', 'Australia', true],
    ]);
  });

  it('counts every place of a zone', () => {
    expect(accepts(['CA', 'IE'])).toBe('Several places count: Canada and Ireland.');
    expect(accepts(['AU'])).toBeUndefined();
  });

  it('is told without ticks', () => expect(plain('owner `110012`')).toBe('Owner 110012.'));
});

describe('a fact sheet', () => {
  it('is read for what it tells, whatever it leaves out', () => {
    expect(factSheet({ summary: 'A box', evidence: [{ aspect: 'CONTENT', field: 'f', needs: 'n' }, 7] })).toEqual({
      summary: 'A box',
      evidence: [
        { aspect: 'CONTENT', field: 'f', needs: 'n' },
        { aspect: '', field: '', needs: '' },
      ],
      sources: [],
    });
    expect(factSheet(null).summary).toBe('');
  });
});

describe('a paper', () => {
  it('needs its sort, its kind and its place', () => {
    expect(Object.keys(wrongPaper({ ...NEW_PAPER, kind: 'dpa', reference: 'a b' }))).toEqual([
      'paper-sort-CONTRACT',
      'paper-kind',
      'paper-reference',
    ]);
  });

  it('cannot end before it begins', () => {
    const draft = { ...NEW_PAPER, sort: 'CONTRACT', kind: 'DPA', reference: 'c/1', signedOn: '2026-02-01', expiresOn: '2026-01-01' } as const;
    expect(Object.keys(wrongPaper(draft))).toEqual(['paper-expires']);
  });

  it('is sent without what was left empty', () => {
    expect(paperOf({ ...NEW_PAPER, sort: 'CONTRACT', kind: 'DPA', reference: 'c/1' })).toEqual({
      sort: 'CONTRACT',
      kind: 'DPA',
      reference: 'c/1',
    });
  });
});

describe('an attestation', () => {
  const picture = { name: 'a.png', size: 7, mediaType: 'image/png', content: 'eA==' };
  const whole = { ...newAttestation(NOW), about: 'CONTENT', places: 'au, nz', source: 'admin centre' } as const;

  it('counts ninety days from today, if nobody says otherwise', () => {
    expect(newAttestation(NOW)).toMatchObject({ lookedOn: '2026-11-27', validUntil: '2027-02-25' });
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('is sent whole', () => {
    expect(wrongAttestation(whole, picture, NOW)).toEqual({});
    expect(attestationOf(whole, picture)).toMatchObject({ about: 'CONTENT', places: ['AU', 'NZ'], attachment: 'eA==' });
    expect(placesOf(' au;NZ ')).toEqual(['AU', 'NZ']);
  });

  it('is refused here for what the gateway would refuse', () => {
    const wrong = (more: object, file = picture) => Object.keys(wrongAttestation({ ...whole, ...more }, file, NOW));
    expect(wrong({ lookedOn: '2026-11-28' })).toContain('attest-looked');
    expect(wrong({ validUntil: '2027-02-26' })).toEqual(['attest-until']);
    expect(wrong({ places: 'Australia' })).toEqual(['attest-places']);
    expect(wrong({}, { ...picture, size: 5 * 1024 * 1024 + 1 })).toEqual(['attest-file']);
    expect(wrong({}, { ...picture, mediaType: 'image/gif' })).toEqual(['attest-file']);
  });
});

describe('who may use a destination', () => {
  const settings: DestinationSettings = {
    version: 3,
    id: 'box',
    name: 'Box',
    provider: 'box',
    connection: 'box-au',
    folder: '1',
    plan: 'Enterprise',
    use: { roles: [], persons: [] },
    declaredIn: 'API',
    stops: [],
  };

  it('is everybody until somebody is named', () => {
    expect(draftOf(settings)).toEqual({ everybody: true, clinicians: false, programs: false, persons: '', reviewOn: '' });
    expect(changed(settings, draftOf(settings)).use).toEqual({ roles: [], persons: [] });
  });

  it('is the named ones, and whoever looks after it goes on seeing it', () => {
    const draft = { ...draftOf(settings), everybody: false, clinicians: true, persons: 'ann, bob', reviewOn: '2027-01-01' };
    expect(changed(settings, draft)).toMatchObject({
      folder: '1',
      use: { roles: ['clinician'], persons: ['ann', 'bob'], reviewOn: '2027-01-01' },
    });
    expect(wrongUse(draft, NOW)).toEqual({});
  });

  it('cannot be nobody, nor be looked at again in the past', () => {
    const draft = { ...draftOf(settings), everybody: false, reviewOn: '2026-11-26' };
    expect(Object.keys(wrongUse(draft, NOW))).toEqual(['use-everybody', 'use-review']);
  });
});

describe('a set-up file', () => {
  it('tells what it changes by name', () => {
    const change = { kind: 'CHANGED', what: 'DESTINATION', id: 'box', fields: ['use', 'zone'] } as const;
    expect(nameOf(change)).toBe('Storage box');
    expect(partsOf({ ...change, fields: [...change.fields] })).toBe('use (who may, and the next look) and zone');
    expect(partsOf({ fields: [] })).toBe('all of it');
    expect(removed([{ ...change, fields: [], kind: 'REMOVED' }])).toEqual(['Storage box']);
  });

  it('tells each thing that is wrong with it', () => {
    const problem = { status: 422, code: 'RULES_REFUSED', problems: [{ file: 'set-up', place: 'near line 8', reason: '`x` is not known' }] };
    expect(problemsOf(new ProblemError(problem))).toEqual(['near line 8: x is not known']);
    expect(problemsOf(new ProblemError({ status: 409 }))).toEqual([]);
    expect(problemsOf(new Error('no'))).toEqual([]);
  });

  it('knows a change that came second', () => {
    expect(isConflict(new ProblemError({ status: 412, code: 'SETUP_CHANGED' }))).toBe(true);
    expect(isConflict(new ProblemError({ status: 409, code: 'NOT_NOW' }))).toBe(false);
  });
});
