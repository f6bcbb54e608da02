/** From what the gateway tells about storage to what the screens show. Pure. */
import type { Account, AccountState, Calendar, Card, Evidenced, Expiry, Step, Stop } from '../api/storage';
import type { Evidence } from '../api/types';
import type { Shape } from '../ui/Icon';
import { LOCALE, UNKNOWN_PLACE, list, placeList, placeName, sentence } from '../words/format';
import { storageWords as text } from '../words/storage';

export interface Tagged {
  shape: Shape;
  label: string;
}

/** A message of the gateway as a sentence, without the ticks that mark its technical words. */
export function plain(message: string | undefined): string | undefined {
  return sentence(message?.replaceAll('`', ''));
}

/** None for an application: it signs in by itself, and only its answers show whether that works. */
const ACCOUNT_SHAPES: Record<AccountState, Shape | undefined> = {
  CONNECTED: 'ok',
  APPLICATION: undefined,
  NOT_CONNECTED: 'waiting',
  DISCONNECTING: 'waiting',
  RECONNECT_NEEDED: 'block',
  MISCONFIGURED: 'block',
  DISCONNECTED: 'stopped',
};

export function accountShape(state: AccountState): Shape | undefined {
  return ACCOUNT_SHAPES[state];
}

/** Whether a person connects it on the provider's page; an application signs in by itself. */
export function isPersons(account: Pick<Account, 'state'>): boolean {
  return account.state !== 'APPLICATION' && account.state !== 'MISCONFIGURED';
}

/** A task's state in words. Whose task it is counts only while it waits for somebody. */
export function stepTag(step: Pick<Step, 'state' | 'who'>): Tagged {
  switch (step.state) {
    case 'DONE':
      return { shape: 'ok', label: text.guide.done };
    case 'NOT_NEEDED':
      return { shape: 'stopped', label: text.guide.notNeeded };
    case 'CAN_NOT_TELL':
      return { shape: 'unknown', label: text.guide.cannotTell };
    case 'NOT_DONE':
      return step.who === 'PROVIDER_ADMIN'
        ? { shape: 'warn', label: text.guide.someoneElse }
        : { shape: 'waiting', label: step.who === 'ONSHORE' ? text.guide.notYet : text.guide.toDo };
  }
}

export type Act = 'connect' | 'attest' | 'approve' | 'paper' | 'proof' | 'use' | 'secrets';

const ACTS: readonly [RegExp, Act][] = [
  [/^POST .*\/connections\/[^/]+\/authorization$/, 'connect'],
  [/^POST .*\/attestations$/, 'attest'],
  [/^POST .*\/identity\/approval$/, 'approve'],
  [/^POST .*\/papers$/, 'paper'],
  [/^POST .*\/proof$/, 'proof'],
  [/^PUT .*\/destinations\/[^/]+$/, 'use'],
  [/^PUT .*\/connections\/[^/]+$/, 'secrets'],
];

/** What of this gateway does a task; nothing where somebody does it elsewhere. */
export function actOf(step: Pick<Step, 'call'>): Act | undefined {
  const { call } = step;
  return call === undefined ? undefined : ACTS.find(([pattern]) => pattern.test(`${call.method} ${call.path}`))?.[1];
}

/** The stops that hold up a destination: its own, its account's, its provider's. */
export function stopsOn(stops: readonly Stop[], of: { id: string; connection: string; provider: string }): Stop[] {
  const targets = { DESTINATION: of.id, CONNECTION: of.connection, PROVIDER: of.provider };
  return stops.filter((stop) => targets[stop.scope] === stop.target);
}

/** What of a destination, or of its account, ends first. */
export function firstEnd(calendar: Calendar, id: string, connection: string | undefined): Expiry | undefined {
  return [...calendar.expiries]
    .sort((one, other) => one.daysLeft - other.daysLeft)
    .find((each) => each.target === (each.about === 'DESTINATION' ? id : connection));
}

/** The months that something ends in, the nearest first, each with what ends in it. */
export function byMonth(expiries: readonly Expiry[]): { month: string; expiries: Expiry[] }[] {
  const sorted = [...expiries].sort((one, other) => one.on.localeCompare(other.on));
  return [...new Set(sorted.map((each) => each.on.slice(0, 7)))].map((month) => ({
    month,
    expiries: sorted.filter((each) => each.on.startsWith(month)),
  }));
}

/** "February 2027" of `2027-02`. */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** What ends, in words. Ids of papers and attestations say nothing to people; their hint names them. */
export function endName({ kind, subject }: Pick<Expiry, 'kind' | 'subject'>): string {
  const name = text.ends.kinds[kind] ?? kind;
  if (kind === 'CLAIM') {
    return text.ends.named(name, text.evidence.aspects[subject] ?? subject);
  }
  return kind === 'PAPER' && !subject.startsWith('pap_') ? text.ends.named(name, subject) : name;
}

/** The more urgent, the graver the shape. */
export function ageShape(daysLeft: number): Shape {
  return daysLeft < 0 ? 'block' : daysLeft <= 30 ? 'warn' : 'waiting';
}

/** The screen on which something that ends is renewed. */
export function whereToRenew(expiry: Pick<Expiry, 'kind' | 'about' | 'target'>): string {
  if (expiry.about === 'CONNECTION') {
    return '/storage/accounts';
  }
  switch (expiry.kind) {
    case 'ATTESTATION':
      return `/storage/${expiry.target}/papers?add=attestation`;
    case 'PAPER':
      return `/storage/${expiry.target}/papers?add=paper`;
    case 'REVIEW':
      return `/storage/${expiry.target}/use`;
    case 'GRANT':
    case 'SECRETS':
    case 'CLAIM':
    case 'SPACE':
      return `/storage/${expiry.target}`;
  }
}

export interface Row {
  aspect: string;
  label: string;
  value: string;
  known: boolean;
  proof?: Evidence;
}

/** Asked about every destination, so told also where nobody answered. */
const ALWAYS = ['CONTENT', 'BACKUP', 'METADATA', 'SUPPORT'];

/** What counts as evidence, one row for each aspect, with the gaps named. */
export function rows(page: Evidenced): Row[] {
  const found = page.verdict.evidence;
  const aspects = [...new Set([...ALWAYS, ...found.map((each) => each.aspect)])];
  return aspects.map((aspect) => {
    const proof = found.find((each) => each.aspect === aspect);
    const label = text.evidence.aspects[aspect] ?? aspect;
    if (proof === undefined) {
      return { aspect, label, value: text.evidence.nobodySays, known: false };
    }
    const known = proof.places.length > 0 && !proof.places.includes(UNKNOWN_PLACE);
    return { aspect, label, value: known ? placeList(proof.places) : text.evidence.unknownPlace, known, proof };
  });
}

/** The zone's places named one by one where there are several, because each counts. */
export function accepts(places: readonly string[]): string | undefined {
  return places.length < 2 ? undefined : text.evidence.several(list(places.map(placeName)));
}

/** An id that a name gives, and that is free. */
export function idFrom(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || 'storage';
  let id = base;
  for (let next = 2; taken.includes(id); next += 1) {
    id = `${base}-${next}`;
  }
  return id;
}

export type Setting = Card['settings'][number];

/** A setting's name for people: "Client ID" of `client-id`. */
export function settingLabel(name: string): string {
  const words = name.split('-').map((word) => (word === 'id' || word === 'url' ? word.toUpperCase() : word));
  const label = words.join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Settings that say where on the network or the disk the gateway goes: only who runs it may fill them in. */
export function isOperators(setting: Setting): boolean {
  return setting.operators;
}

/** Whether an admin can set a connection to it up: not where a needed setting is the operator's. */
export function canConnect(card: Card): boolean {
  return !card.settings.some((setting) => setting.required && isOperators(setting));
}

export interface FactSheet {
  summary: string;
  evidence: { aspect: string; field: string; needs: string }[];
  sources: string[];
}

/** The parts of a connector's fact sheet that the screens show; what it does not tell is left out. */
export function factSheet(sheet: unknown): FactSheet {
  const facts = record(sheet);
  return {
    summary: string(facts.summary),
    evidence: array(facts.evidence)
      .map(record)
      .map((each) => ({ aspect: string(each.aspect), field: string(each.field), needs: string(each.needs) })),
    sources: array(facts.sources).map(string),
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string => (typeof value === 'string' ? value : '');
