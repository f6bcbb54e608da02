/** What the inbox says in its first lines, and which filters an address names. Pure. */
import { MOST_COUNTED, type Case, type CaseFilter, type TrendWeek } from '../api/reviews';
import { reviewsWords as text } from '../words/reviews';

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTH_DAYS = 30;

export interface Days {
  from: string;
  to: string;
}

/** The last 30 days and the 30 before, in UTC as the gateway counts them. */
export function months(now: number): { last: Days; before: Days } {
  const day = (back: number) => new Date(now - back * DAY_MS).toISOString().slice(0, 10);
  return {
    last: { from: day(MONTH_DAYS - 1), to: day(0) },
    before: { from: day(2 * MONTH_DAYS - 1), to: day(MONTH_DAYS) },
  };
}

/** How many sends came with a warning. */
export function warned(weeks: readonly TrendWeek[]): number {
  return weeks.reduce((sum, week) => sum + (week.sends.WARN ?? 0), 0);
}

export function warningsSentence(now: number, before: number): string {
  const say = text.warnings;
  if (before === 0) {
    return now === 0 ? say.none : say.first(now);
  }
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? say.same : change < 0 ? say.down(-change) : say.up(change);
}

/** A case is due today when its time ends before the reader's day does. */
export function isDueToday(each: Case, now: number): boolean {
  const tomorrow = new Date(now);
  tomorrow.setHours(24, 0, 0, 0);
  return !each.overdue && new Date(each.dueAt).getTime() <= tomorrow.getTime();
}

/** What needs somebody: the undecided ones; those that are being done wait for nobody. */
export function needsSentence(open: readonly Case[], now: number): string {
  const waiting = open.filter((each) => each.state === 'OPEN');
  const due = waiting.filter((each) => isDueToday(each, now)).length;
  const late = waiting.filter((each) => each.overdue).length;
  return [
    text.needDecision(waiting.length, open.length >= MOST_COUNTED),
    ...(waiting.length === 0 ? [] : [text.dueToday(due)]),
    ...(late === 0 ? [] : [text.overdue(late)]),
  ].join(' ');
}

const NAMES = ['kind', 'destination', 'rule', 'assignee'] as const;
export type FilterName = (typeof NAMES)[number];
export const FILTER_NAMES: readonly FilterName[] = NAMES;

/** The filters of an address. Without any, the open cases are shown. */
export function filterOf(params: URLSearchParams): CaseFilter {
  const filter: CaseFilter = {};
  const state = params.get('state') ?? 'open';
  if (state === 'open' || state === 'decided') {
    filter.state = state;
  }
  for (const name of NAMES) {
    const value = params.get(name);
    if (value !== null && value !== '') {
      filter[name] = value;
    }
  }
  if (params.get('overdue') === 'true') {
    filter.overdue = 'true';
  }
  return filter;
}

/** The address of the inbox with some filters changed; an empty value takes a filter away. */
export function address(params: URLSearchParams, change: Partial<Record<string, string>>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  const query = next.toString();
  return query === '' ? '/reviews' : `/reviews?${query}`;
}

/** Whether only the state is filtered by, so that an empty list means that there is nothing at all. */
export function isPlain(filter: CaseFilter): boolean {
  return filter.overdue === undefined && NAMES.every((name) => filter[name] === undefined);
}

export interface Facet {
  value: string;
  cases: number;
}

/** The values that one field has among the cases, the most frequent first. */
export function facet(cases: readonly Case[], name: FilterName): Facet[] {
  const counts = new Map<string, number>();
  for (const each of cases) {
    const value = { kind: each.kind, destination: each.destinationId, rule: each.ruleId, assignee: each.assignee }[name];
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, found]) => ({ value, cases: found }))
    .sort((one, other) => other.cases - one.cases || one.value.localeCompare(other.value));
}

/** Cases are alike when the same kind of thing happened at the same storage. */
export function alike(one: Case, other: Case): boolean {
  return one.kind === other.kind && one.destinationId === other.destinationId;
}

