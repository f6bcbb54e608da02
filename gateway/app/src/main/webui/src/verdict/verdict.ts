/** From a server's verdict to what may be shown and chosen. Pure. */
import type { Destination, Evidence, Finding, Verdict, VerdictWord } from '../api/types';
import { UNKNOWN_PLACE, placeList, placeName, sentence } from '../words/format';
import { words } from '../words';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Shown {
  word: VerdictWord;
  headline: string;
  sentence?: string;
  checkedAt?: string;
}

const FALLBACK: Record<VerdictWord, string> = {
  ok: words.verdict.ok,
  warn: words.verdict.warn,
  block: words.verdict.block,
  unknown: words.verdict.unknown,
  waiting: words.verdict.waiting,
};

/**
 * INVARIANT: green is shown only with content evidence that names every place and was checked within a day. A server
 * that says `ok` with less is shown as unknown; the outcome, and so what may be chosen, stays the server's.
 */
export function show(verdict: Verdict, now: number = Date.now()): Shown {
  const provable = verdict.word !== 'ok' || (knownPlaces(verdict.evidence).length > 0 && !isStale(verdict, now));
  const said = sentence(verdict.sentence);
  const dated = verdict.checkedAt === undefined ? {} : { checkedAt: verdict.checkedAt };
  if (!provable) {
    return { word: 'unknown', headline: words.verdict.unknown, ...dated };
  }
  return {
    word: verdict.word,
    headline: verdict.headline ?? FALLBACK[verdict.word],
    ...(said === undefined ? {} : { sentence: said }),
    ...dated,
  };
}

function isStale(verdict: Verdict, now: number): boolean {
  return verdict.checkedAt === undefined || now - new Date(verdict.checkedAt).getTime() > DAY_MS;
}

/** Evidence of these grades is a hint: it names no place on a button and never makes green. */
const HINTS: ReadonlySet<string> = new Set(['INDIRECT', 'THIRD_PARTY', 'UNKNOWN']);

/** The countries that the files rest in; none when one of them is unknown or only hinted at. */
function knownPlaces(evidence: readonly Evidence[]): string[] {
  const content = evidence.filter((item) => item.aspect === 'CONTENT');
  const places = placesOf(content, 'CONTENT');
  const shaky = places.includes(UNKNOWN_PLACE) || content.some((item) => HINTS.has(item.grade));
  return shaky ? [] : [...new Set(places.map(placeName))];
}

/** The one country that the files rest in, or nothing when it is not known or there are several. */
export function contentPlace(evidence: readonly Evidence[]): string | undefined {
  const names = knownPlaces(evidence);
  return names.length === 1 ? names[0] : undefined;
}

function placesOf(evidence: readonly Evidence[], aspect: string): string[] {
  return evidence.filter((item) => item.aspect === aspect).flatMap((item) => item.places);
}

export type NextStep = 'send' | 'acknowledge' | 'consent' | 'send-and-wait' | 'none';

/** What pressing Send leads to. A warning that this person took on before, and that still holds, interrupts nobody. */
export function nextStep(verdict: Pick<Verdict, 'outcome' | 'findings' | 'acknowledgedUntil'>): NextStep {
  switch (verdict.outcome) {
    case 'ALLOW':
    case 'NOTICE':
      return 'send';
    case 'WARN':
      return verdict.acknowledgedUntil === undefined ? 'acknowledge' : 'send';
    case 'HOLD':
      return consentNeeded(verdict.findings) === undefined ? 'send-and-wait' : 'consent';
    case 'BLOCK':
      return 'none';
  }
}

export function canChoose(destination: Destination): boolean {
  return destination.available && destination.verdict.outcome !== 'BLOCK';
}

/** The destination that stands chosen before the person chooses: the server's mark, else the first that can be chosen. */
export function preselected(destinations: readonly Destination[]): Destination | undefined {
  const open = destinations.filter(canChoose);
  return open.find((destination) => destination.preselected === true) ?? open[0];
}

/**
 * What stands chosen now. A choice once made is never replaced by another: when its verdict turns, nothing is chosen,
 * and the person chooses again.
 */
export function chosenNow(destinations: readonly Destination[], picked: string | undefined): Destination | undefined {
  return picked === undefined
    ? preselected(destinations)
    : destinations.find((destination) => destination.id === picked && canChoose(destination));
}

/** A place to offer instead of a risky one: the best that needs nothing. */
export function alternative(destinations: readonly Destination[], to: Destination): Destination | undefined {
  return destinations.find(
    (other) =>
      other.id !== to.id &&
      canChoose(other) &&
      nextStep(other.verdict) === 'send' &&
      show(other.verdict).word === 'ok',
  );
}

/** Findings that a person has to take on: one by one, by id. */
export function toAcknowledge(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'WARN');
}

export interface ConsentKind {
  kind: string;
  statements: readonly string[];
}

/** What a valid consent record must state, by the country of the finding that it lifts. Twin of the rulebook's `consent_kinds`. */
const CONSENT_KINDS: Record<string, ConsentKind> = {
  AU: {
    kind: 'AU_APP8_2B',
    statements: [
      'recipient_named',
      'country_named',
      'app8_1_will_not_apply',
      'no_redress_under_act',
      'overseas_law_may_compel',
      'may_withdraw',
    ],
  },
  NZ: { kind: 'NZ_IPP12', statements: ['recipient_named', 'lower_protection_warning'] },
  SG: { kind: 'SG_REG10', statements: ['country_named', 'written_summary_of_protection'] },
  'CA-NS': { kind: 'NS_PIIDPA', statements: ['country_named', 'purpose'] },
};

/** The consent that would lift every hold, or nothing when one of them has another remedy only. */
export function consentNeeded(findings: readonly Finding[]): ConsentKind | undefined {
  const holds = findings.filter((finding) => finding.severity === 'HOLD');
  const kinds = holds.map((finding) =>
    finding.remedies.includes('CONSENT')
      ? (CONSENT_KINDS[finding.jurisdiction] ?? CONSENT_KINDS[finding.jurisdiction.split('-')[0] ?? ''])
      : undefined,
  );
  const [first] = kinds;
  return first !== undefined && kinds.every((kind) => kind === first) ? first : undefined;
}

export interface Fact {
  label: string;
  text: string;
}

const FACTS = [
  ['CONTENT', words.verdict.content],
  ['METADATA', words.verdict.metadata],
  ['SUPPORT', words.verdict.support],
] as const;

/** At most four facts: where the file is, where its details are, who can reach it, how we know. */
export function facts(verdict: Verdict): Fact[] {
  const rows = FACTS.map(([aspect, label]) => ({ aspect, label, places: placesOf(verdict.evidence, aspect) }))
    .filter((row) => row.aspect === 'CONTENT' || row.places.length > 0)
    .map(({ label, places }) => ({ label, text: places.length === 0 ? words.verdict.nobodySays : placeText(places) }));
  return [...rows, { label: words.verdict.proof, text: proof(verdict.evidence) }];
}

function placeText(places: readonly string[]): string {
  const known = places.filter((place) => place !== UNKNOWN_PLACE);
  return known.length === 0 ? words.verdict.placeUnknown : placeList(known);
}

function proof(evidence: readonly Evidence[]): string {
  const item = evidence.find((candidate) => candidate.aspect === 'CONTENT') ?? evidence[0];
  if (item === undefined) {
    return words.verdict.nobodySays;
  }
  const grade = words.verdict.grades[item.grade] ?? item.grade;
  if (item.ageDays !== undefined) {
    return words.verdict.proofAt(grade, item.ageDays < 1 ? words.verdict.today : words.verdict.daysOld(item.ageDays));
  }
  return grade;
}
