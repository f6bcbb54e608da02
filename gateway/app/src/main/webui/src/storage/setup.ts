/** What a set-up file would change, and what is wrong with one, in words. Pure. */
import { ProblemError } from '../api/client';
import type { Change } from '../api/storage';
import type { Shape } from '../ui/Icon';
import { list } from '../words/format';
import { storageWords } from '../words/storage';

const text = storageWords.file;

export const CHANGE_SHAPES: Record<Change['kind'], Shape> = { ADDED: 'ok', CHANGED: 'warn', REMOVED: 'block' };

export function nameOf(change: Pick<Change, 'what' | 'id'>): string {
  return text.named(text.whats[change.what] ?? change.what, change.id);
}

/** Which parts differ, secrets too: their names. */
export function partsOf(change: Pick<Change, 'fields'>): string {
  return change.fields.length === 0 ? text.whole : list(change.fields.map((field) => text.fields[field] ?? field));
}

export function removed(changes: readonly Change[]): string[] {
  return changes.filter((each) => each.kind === 'REMOVED').map(nameOf);
}

/** What the gateway finds wrong with a file, line by line; nothing where it said no for another reason. */
export function problemsOf(error: unknown): string[] {
  const problem: unknown = error instanceof ProblemError ? error.problem : undefined;
  if (typeof problem !== 'object' || problem === null || !('problems' in problem) || !Array.isArray(problem.problems)) {
    return [];
  }
  return (problem.problems as unknown[]).flatMap((each) =>
    typeof each === 'object' && each !== null && 'place' in each && 'reason' in each
      ? [text.problem(String(each.place), String(each.reason).replaceAll('`', ''))]
      : [],
  );
}
