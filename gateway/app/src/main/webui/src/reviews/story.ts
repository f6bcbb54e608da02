/** A case's audit events as sentences: who did what, when, and why. Pure. */
import type { Case } from '../api/reviews';
import { reviewsWords as text } from '../words/reviews';
import { kindWords } from './names';

export interface Happened {
  at: string;
  /** The subject of who did it. */
  who: string;
  did: string;
  /** More lines: until when, where to, the reason. */
  more: string[];
}

/**
 * Events in order. A decision's reason stands with the case and not in its event: the first decision belongs to the first
 * event of that kind, and so on.
 */
export function story(
  each: Case,
  destinationName: (id: string | undefined) => string,
  personName: (subject: string) => string,
): Happened[] {
  const decisions = [...(each.file?.decisions ?? [])];
  return (each.file?.timeline ?? []).map((event) => {
    const said = { at: event.at, who: event.actor };
    if (event.type === 'CASE_DECIDED') {
      const made = decisions.shift();
      const code = made?.decision ?? event.detail.decision ?? '';
      return {
        ...said,
        did: text.decisionWords[code] ?? text.eventOther(code),
        more: [
          ...(made?.until === undefined ? [] : [text.decidedUntil(made.until)]),
          ...(made?.moveTo === undefined ? [] : [text.decidedMove(destinationName(made.moveTo))]),
          ...(made?.reference === undefined ? [] : [text.decidedReport(made.reference, made.reportedAt ?? made.decidedAt)]),
          ...(made === undefined ? [] : [text.quote(made.reason)]),
        ],
      };
    }
    if (event.type === 'CASE_ASSIGNED') {
      const to = event.detail.assignee ?? '';
      return { ...said, did: to === event.actor ? text.assignedSelf : text.assigned(to === '' ? to : personName(to)), more: [] };
    }
    return {
      ...said,
      did: text.events[event.type] ?? text.eventOther(event.type),
      more: event.type === 'CASE_OPENED' ? [kindWords(each.kind)] : [],
    };
  });
}

export interface ChangeRow {
  aspect: string;
  before: string[];
  now: string[];
  rawBefore: string;
  rawNow: string;
  changed: boolean;
}

/** What a provider said before and says now, aspect by aspect; what it says no more stays in the list. */
export function changeRows(each: Case): ChangeRow[] {
  const before = each.before?.observations ?? [];
  const now = each.now?.observations ?? [];
  const aspects = [...new Set([...before, ...now].map((one) => one.aspect))];
  return aspects.map((aspect) => {
    const old = before.filter((one) => one.aspect === aspect);
    const fresh = now.filter((one) => one.aspect === aspect);
    const row = {
      aspect,
      before: old.flatMap((one) => one.places),
      now: fresh.flatMap((one) => one.places),
      rawBefore: old.map((one) => one.rawLabel).join(', '),
      rawNow: fresh.map((one) => one.rawLabel).join(', '),
    };
    return { ...row, changed: row.rawBefore !== row.rawNow || [...row.before].sort().join() !== [...row.now].sort().join() };
  });
}

export interface FileRow {
  id: string;
  then?: string;
  now?: string;
  goneAt?: string;
  trouble?: { message: string; hint: string };
  /** Whether something is decided to be done with it, and is not done. */
  waits: boolean;
}

/** The files of a case, with how they were decided then and now, and what is still to do with each. */
export function fileRows(each: Case): FileRow[] {
  const rows = new Map<string, FileRow>();
  for (const once of each.file?.seen ?? []) {
    if (once.saw?.transferId !== undefined) {
      rows.set(once.saw.transferId, { id: once.saw.transferId, then: once.saw.outcome, waits: false });
    }
  }
  for (const one of each.affected ?? []) {
    rows.set(one.transferId, { id: one.transferId, then: one.outcomeThen, now: one.outcomeNow, waits: false });
  }
  for (const todo of each.file?.toDo ?? []) {
    const row = rows.get(todo.transferId) ?? { id: todo.transferId, waits: false };
    rows.set(todo.transferId, {
      ...row,
      ...(todo.goneAt === undefined ? {} : { goneAt: todo.goneAt }),
      ...(todo.trouble === undefined ? {} : { trouble: todo.trouble }),
      waits: todo.goneAt === undefined,
    });
  }
  return [...rows.values()];
}

/** Where the files shall go by the newest decision, if they shall go anywhere. */
export function movesTo(each: Case): string | undefined {
  return each.file?.decisions.at(-1)?.moveTo;
}
