/** The matrix of offers and laws, arranged for the eye: which laws to show, counts, ages. No drawing here. */
import type { Cell } from '../api/insight';
import type { Jurisdiction, VerdictWord } from '../api/types';
import { trendsWords } from '../words/trends';

const text = trendsWords.map;

/** The verdicts that a matrix can say, best first. */
export const WORDS = ['ok', 'warn', 'unknown', 'block'] as const satisfies readonly VerdictWord[];

/** What a cell says; a word that this screen does not know is never shown as good. */
export function wordOf(cell: Pick<Cell, 'word'>): (typeof WORDS)[number] {
  return WORDS.find((word) => word === cell.word) ?? 'unknown';
}

/** The law that the practice is under and those above it, then every other country's. */
export function usualLaws(all: readonly Jurisdiction[], home: string): string[] {
  const chain: string[] = [];
  for (let id: string | undefined = home; id !== undefined; ) {
    const found: Jurisdiction | undefined = all.find((each) => each.id === id);
    if (found === undefined) {
      break;
    }
    chain.push(found.id);
    id = found.parent;
  }
  const countries = all.filter((each) => each.parent === undefined && !chain.includes(each.id)).map((each) => each.id);
  return [...chain, ...countries].slice(0, MOST_USUAL);
}

/** As many columns as a desktop shows without scrolling. */
const MOST_USUAL = 7;

/** The laws of an address, without what nobody knows; the usual ones where it names none. */
export function lawsOf(asked: string | null, all: readonly Jurisdiction[], home: string): string[] {
  const known = (asked ?? '').split(',').filter((id) => all.some((each) => each.id === id));
  return known.length > 0 ? [...new Set(known)] : usualLaws(all, home);
}

export type Counts = Record<(typeof WORDS)[number], number>;

export function countWords(cells: readonly Cell[]): Counts {
  const counts: Counts = { ok: 0, warn: 0, unknown: 0, block: 0 };
  cells.forEach((cell) => (counts[wordOf(cell)] += 1));
  return counts;
}

/** How old the freshest statement of some cells is, in days. */
export function freshest(cells: readonly Cell[]): number | undefined {
  const ages = cells.flatMap((cell) => (cell.freshest === undefined ? [] : [cell.freshest.ageDays]));
  return ages.length === 0 ? undefined : Math.min(...ages);
}

/** The tone of a cell: paler with age, and palest where nobody says anything. */
export function tone(age: number | undefined): 'new' | 'month' | 'quarter' | 'old' {
  if (age === undefined || age > 180) {
    return 'old';
  }
  return age <= 14 ? 'new' : age <= 60 ? 'month' : 'quarter';
}

export const ageWords = (age: number | undefined): string => (age === undefined ? text.noAge : text.age(age));

/** The plan and region of an offer, without the product's name that stands above it. */
export function offerName(cell: Pick<Cell, 'plan' | 'regionSetting'>): string {
  return cell.regionSetting === undefined ? cell.plan : `${cell.plan}, ${cell.regionSetting}`;
}

/** Groups by a key, in the order of first sight. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  items.forEach((item) => groups.set(key(item), [...(groups.get(key(item)) ?? []), item]));
  return groups;
}

/** The addresses in a claim's source; some sources are words only. */
export function addresses(source: string): string[] {
  return [...source.matchAll(/https?:\/\/[^\s,;)]+/g)].map((match) => match[0]);
}
