/** How a text changed, line by line. Pure. */
import { diffLines } from 'diff';

export interface Line {
  sign: '+' | '-' | ' ';
  line: string;
  /** Its number: of a line that is gone in the old text, else in the new one. */
  at: number;
}

/** The lines that a text lost and gained, in order; lines that stay are between them. */
export function lines(before: string, after: string): Line[] {
  let [old, now] = [0, 0];
  return diffLines(before, after, { ignoreNewlineAtEof: true }).flatMap(({ added, removed, value }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((line): Line => {
        old += added ? 0 : 1;
        now += removed ? 0 : 1;
        return { sign: added ? '+' : removed ? '-' : ' ', line, at: removed ? old : now };
      }),
  );
}

/** Without the lines that stay. */
export function changedLines(before: string, after: string): Line[] {
  return lines(before, after).filter(({ sign }) => sign !== ' ');
}
