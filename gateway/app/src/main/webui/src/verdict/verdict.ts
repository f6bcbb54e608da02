/** From a server's verdict to what may be shown and chosen. Pure. */
import type { ConsentKind, Destination, Evidence, Finding, Verdict, VerdictWord } from '../api/types';
import { UNKNOWN_PLACE, list, placeList, placeName, sentence } from '../words/format';
import { words } from '../words';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Shown {
  word: VerdictWord;
  headline: string;
  sentence?: string;
  checkedAt: string;
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
  const { checkedAt } = verdict;
  if (!provable) {
    return { word: 'unknown', headline: words.verdict.unknown, checkedAt };
  }
  return {
    word: verdict.word,
    headline: verdict.headline === '' ? FALLBACK[verdict.word] : verdict.headline,
    ...(said === undefined ? {} : { sentence: said }),
    checkedAt,
  };
}

function isStale(verdict: Verdict, now: number): boolean {
  return now - new Date(verdict.checkedAt).getTime() > DAY_MS;
}

/** Evidence of these grades is a hint: it names no place on a button and never makes green. */
const HINTS: ReadonlySet<string> = new Set(['INDIRECT', 'THIRD_PARTY', 'UNKNOWN']);

/** The countries that the files rest in; none when one of them is unknown or only hinted at. */
export function knownPlaces(evidence: readonly Evidence[]): string[] {
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

type Asked = Pick<Verdict, 'outcome' | 'findings' | 'acknowledgedUntil'>;

export type NextStep = 'send' | 'acknowledge' | 'consent' | 'send-and-wait' | 'none';

/** What pressing Send leads to. A warning that this person took on before, and that still holds, interrupts nobody. */
export function nextStep(verdict: Asked, kinds: readonly ConsentKind[]): NextStep {
  switch (verdict.outcome) {
    case 'ALLOW':
    case 'NOTICE':
      return 'send';
    case 'WARN':
      return verdict.acknowledgedUntil === undefined ? 'acknowledge' : 'send';
    case 'HOLD':
      return consentNeeded(verdict.findings, kinds) === undefined ? 'send-and-wait' : 'consent';
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
  return open.find((destination) => destination.preselected) ?? open[0];
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
      nextStep(other.verdict, []) === 'send' &&
      show(other.verdict).word === 'ok',
  );
}

const WEIGHTS: readonly string[] = ['BLOCK', 'HOLD', 'WARN', 'NOTICE'];

/** The findings that decided, and the others, weightiest first. */
export function weighed(findings: readonly Finding[]): { first: Finding[]; others: Finding[] } {
  const worst = WEIGHTS.find((severity) => findings.some((finding) => finding.severity === severity));
  return {
    first: findings.filter((finding) => finding.severity === worst),
    others: WEIGHTS.flatMap((severity) =>
      severity === worst ? [] : findings.filter((finding) => finding.severity === severity),
    ),
  };
}

/** Findings that a person has to take on: one by one, by id. */
export function toAcknowledge(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'WARN');
}

/** The kind of consent that would lift every hold, or nothing when one of them has another remedy only. */
export function consentNeeded(findings: readonly Finding[], kinds: readonly ConsentKind[]): ConsentKind | undefined {
  const holds = findings.filter((finding) => finding.severity === 'HOLD');
  return holds.length > 0 && holds.every((finding) => finding.remedies.includes('CONSENT'))
    ? kinds.find((kind) => holds.every((finding) => kind.lifts.includes(finding.id)))
    : undefined;
}

/** Whether saying that patient care cannot wait is of use: something asks for more, and it is no block. */
export function mayBeEmergency(verdict: Asked, kinds: readonly ConsentKind[]): boolean {
  const next = nextStep(verdict, kinds);
  return next !== 'send' && next !== 'none';
}

export interface Leaving {
  what: 'files' | 'details';
  /** Where to, in words. */
  places: string;
}

/** What is known to be kept outside a country; nothing when it is not known. */
export function leaving(evidence: readonly Evidence[], country: string): Leaving | undefined {
  for (const [aspect, what] of [['CONTENT', 'files'], ['METADATA', 'details']] as const) {
    const places = placesOf(evidence, aspect);
    const away = places.filter((place) => place !== UNKNOWN_PLACE && placeName(place) !== placeName(country));
    if (!places.includes(UNKNOWN_PLACE) && away.length > 0) {
      return { what, places: list([...new Set(away.map((place) => words.interruption.place(placeName(place))))]) };
    }
  }
  return undefined;
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
export function facts(evidence: readonly Evidence[]): Fact[] {
  const rows = FACTS.map(([aspect, label]) => ({ aspect, label, places: placesOf(evidence, aspect) }))
    .filter((row) => row.aspect === 'CONTENT' || row.places.length > 0)
    .map(({ label, places }) => ({ label, text: places.length === 0 ? words.verdict.nobodySays : placeText(places) }));
  return [...rows, { label: words.verdict.proof, text: proof(evidence) }];
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
  return words.verdict.proofAt(grade, item.ageDays < 1 ? words.verdict.today : words.verdict.daysOld(item.ageDays));
}
