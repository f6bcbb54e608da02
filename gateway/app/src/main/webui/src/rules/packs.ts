/** Drafts of the rulebook's packs: what was changed, and where the engine found fault. No drawing here. */
import type { Problem, Schemas } from '../api/types';

/** Texts by the pack's name. */
export type PackTexts = Record<string, string>;

type Pack = Schemas['PackView'];

/** One thing that is wrong with a pack. */
export type PackProblem = NonNullable<Problem['problems']>[number];

/** No pack is nearly as large; a photo chosen by mistake is. */
export const MOST_BYTES = 500_000;

/** The pack that is shown first: the one of the practice's own law, such as `AU` of `AU-VIC`. */
export function firstPack(packs: readonly Pack[], practiceLaw: string): string {
  const law = practiceLaw.split('-')[0];
  return (packs.find((each) => each.name === law) ?? packs[0])?.name ?? '';
}

/** The drafts that say something else than what is in force. */
export function changedPacks(packs: readonly Pack[], draft: PackTexts): PackTexts {
  return Object.fromEntries(
    packs.flatMap(({ name, text }) => {
      const written = draft[name];
      return written === undefined || written === text ? [] : [[name, written]];
    }),
  );
}

/** The drafts with one more; a text that is in force again is no draft. */
export function putPack(draft: PackTexts, name: string, written: string, inForce: string): PackTexts {
  const others = Object.fromEntries(Object.entries(draft).filter(([each]) => each !== name));
  return written === inForce ? others : { ...others, [name]: written };
}

/** The line that a problem names, counted from one; the first where it names the whole file. */
export function lineOf(place: string): number {
  return Number(/^line (\d+)/.exec(place)?.[1] ?? '1');
}

/** The pack of a file, such as `AU` of `AU.yaml`. */
export const packOf = (file: string): string => file.replace(/\.yaml$/, '');

/** What is wrong, and the lines of the file under it, where it shows some. */
export function reasonOf(reason: string): { says: string; excerpt: string } {
  const [says = '', ...excerpt] = reason.split('\n');
  return { says, excerpt: excerpt.join('\n') };
}

/** Where a line stands in a text. */
export function rangeOfLine(text: string, line: number): { start: number; end: number } {
  const before = text.split('\n').slice(0, line - 1);
  const start = Math.min(before.reduce((sum, each) => sum + each.length + 1, 0), text.length);
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
