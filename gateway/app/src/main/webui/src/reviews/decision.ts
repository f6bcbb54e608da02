/** From what a person chose and typed to a decision that the gateway takes. Pure. */
import type { Case, KeptDecision, Ruling } from '../api/reviews';
import type { FieldErrors } from '../ui/Fields';
import { reviewsWords as text } from '../words/reviews';

export const DECISIONS = ['ACCEPT', 'ACCEPT_UNTIL', 'MOVE', 'DELETE', 'REPORT', 'REOPEN'] as const;
export type DecisionCode = (typeof DECISIONS)[number];

/** A form half filled in; all of it is kept while the person signs in again. */
export interface Draft {
  decision: DecisionCode | '';
  reason: string;
  /** A day, as the browser's field gives it. */
  until: string;
  moveTo: string;
  reference: string;
  /** A day and a time of the reader's clock, as the browser's field gives it. */
  reportedAt: string;
  /** Whether it counts for the cases like this one too. */
  alike: boolean;
}

export const BLANK: Draft = { decision: '', reason: '', until: '', moveTo: '', reference: '', reportedAt: '', alike: false };

/** The files that cases of this kind are about. */
export function filesOf(each: Case): string[] {
  const sent = (each.file?.seen ?? []).flatMap((once) => (once.saw?.transferId === undefined ? [] : [once.saw.transferId]));
  return [...new Set([...sent, ...(each.affected ?? []).map((one) => one.transferId)])];
}

/** What may be decided on a case as it stands. */
export function decisionsFor(each: Case): DecisionCode[] {
  if (each.state === 'DECIDED') {
    return ['REOPEN'];
  }
  const canAct = each.affected !== undefined && filesOf(each).length > 0;
  return DECISIONS.filter((code) => (code === 'MOVE' || code === 'DELETE' ? canAct : code !== 'REOPEN'));
}

/** What may be decided on several cases of a list, of whose files nothing is known yet. */
export function decisionsForAll(cases: readonly Pick<Case, 'state'>[]): DecisionCode[] {
  const decided = cases.filter((each) => each.state === 'DECIDED').length;
  if (decided === cases.length) {
    return ['REOPEN'];
  }
  return decided === 0 ? DECISIONS.filter((code) => code !== 'REOPEN') : [];
}

/** The end of a day of the reader's calendar. */
export function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00`);
  end.setHours(24, 0, 0, 0);
  return end;
}

/** What is missing, by the field it belongs to. `id` is the form's own, before each field's. */
export function wrongIn(draft: Draft, allowed: readonly DecisionCode[], id: string, now: number): FieldErrors {
  const errors: FieldErrors = {};
  if (draft.decision === '' || !allowed.includes(draft.decision)) {
    errors[`${id}-${allowed[0] ?? ''}`] = text.needDecisionChoice;
  }
  if (draft.decision === 'ACCEPT_UNTIL' && !(endOf(draft.until).getTime() > now)) {
    errors[`${id}-until`] = text.needUntil;
  }
  if (draft.decision === 'MOVE' && draft.moveTo === '') {
    errors[`${id}-moveTo`] = text.needMoveTo;
  }
  if (draft.decision === 'REPORT') {
    if (draft.reference.trim() === '') {
      errors[`${id}-reference`] = text.needReference;
    }
    if (!(new Date(draft.reportedAt).getTime() <= now)) {
      errors[`${id}-reportedAt`] = text.needReportedAt;
    }
  }
  if (draft.reason.trim() === '') {
    errors[`${id}-reason`] = text.needReason;
  }
  return errors;
}

/** What is sent; only the fields that belong to the decision. */
export function rulingOf(draft: Draft): Ruling {
  const reason = draft.reason.trim();
  switch (draft.decision) {
    case 'ACCEPT_UNTIL':
      return { decision: draft.decision, reason, until: endOf(draft.until).toISOString() };
    case 'MOVE':
      return { decision: draft.decision, reason, moveTo: draft.moveTo };
    case 'REPORT':
      return {
        decision: draft.decision,
        reason,
        reference: draft.reference.trim(),
        reportedAt: new Date(draft.reportedAt).toISOString(),
      };
    case '':
    case 'ACCEPT':
    case 'DELETE':
    case 'REOPEN':
      return { decision: draft.decision, reason };
  }
}

/** Whether somebody had a part in what a case is about, as far as the case shows it; the gateway knows the rest. */
export function hadPart(each: Case, subject: string): boolean {
  return (each.file?.seen ?? []).some((once) => once.person === subject || once.saw?.said?.person === subject);
}

const ABOUT_SENDS: ReadonlySet<string> = new Set(['WARNING_OVERRIDDEN', 'FILE_HELD', 'EMERGENCY_SENT']);
const ABOUT_STORAGE: ReadonlySet<string> = new Set(['DESTINATION_CHANGED', 'EVIDENCE_CHANGED']);

/** The decision whose facts a case rests on: the newest send's, or the one that was made for the case. */
export function restsOn(each: Case): string | undefined {
  const saw = (each.file?.seen ?? []).findLast((once) => once.saw !== undefined)?.saw;
  return saw?.decisionId ?? each.affected?.[0]?.decidedNow;
}

/**
 * Whether what a case rests on is not there to look at: nobody decides blindly.
 *
 * @param kept the decision that the case rests on: `undefined` while it loads, `null` where the gateway did not give it
 */
export function evidenceMissing(each: Case, kept: KeptDecision | null | undefined): boolean {
  if (each.file === undefined || kept === null) {
    return true;
  }
  if (ABOUT_SENDS.has(each.kind)) {
    return !each.file.seen.some((once) => once.saw !== undefined && once.saw.evidence.length > 0);
  }
  return ABOUT_STORAGE.has(each.kind) && each.now === undefined;
}
