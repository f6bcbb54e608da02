/** The steps of a send, and what leads from one to the next. Pure. */
import type { ConsentKind, Destination, NewTransfer, Transfer, Verdict } from '../api/types';
import { leaving, mayBeEmergency, nextStep } from '../verdict/verdict';
import { words } from '../words';
import { placeName } from '../words/format';

export type Step = 'choose' | 'interruption' | 'reason' | 'consent' | 'emergency' | 'emergency-reason';

const country = (jurisdiction: string) => jurisdiction.split('-')[0] ?? jurisdiction;

/** At home the law of the place applies anyway; from abroad nobody has said yet whether it follows. */
export function patientOf(jurisdiction: string, practice: string): NewTransfer['patient'] {
  return { jurisdiction, lawFollows: country(jurisdiction) === country(practice) ? 'no' : 'unknown' };
}

/** The step that the address names, as long as the choices it rests on are still there (they are not after a reload). */
export function stepOf(
  named: string | null,
  chosen: Destination | undefined,
  file: File | undefined,
  kinds: readonly ConsentKind[],
): Step {
  if (chosen === undefined || file === undefined) {
    return 'choose';
  }
  const next = nextStep(chosen.verdict, kinds);
  switch (named) {
    case 'interruption':
      return next === 'acknowledge' || next === 'consent' ? named : 'choose';
    case 'reason':
      return next === 'acknowledge' ? named : 'choose';
    case 'consent':
      return next === 'consent' ? named : 'choose';
    case 'emergency':
    case 'emergency-reason':
      return mayBeEmergency(chosen.verdict, kinds) ? named : 'choose';
    case null:
    default:
      return 'choose';
  }
}

/** What an interruption says: one heading, two sentences, one button. No law, no rule. */
export function interruptionOf(destination: Pick<Destination, 'name' | 'verdict'>, home: string, consent: boolean) {
  const text = words.interruption;
  const { verdict, name } = destination;
  const away = leaving(verdict.evidence, home);
  return {
    title: titleOf(verdict, home, away?.what),
    body: [
      away === undefined
        ? verdict.sentence
        : (away.what === 'files' ? text.keepsFiles : text.keepsDetails)(name, away.places),
      consent ? text.needsConsent : text.needsReason,
    ].filter((line) => line !== ''),
    action: consent ? text.consent : text.reason,
  };
}

function titleOf(verdict: Verdict, home: string, away: 'files' | 'details' | undefined): string {
  const text = words.interruption;
  if (away === 'files') {
    return text.would(placeName(home));
  }
  return verdict.word === 'unknown' ? text.unknown : text.may(placeName(home));
}

const FRIDAY = 5;
const SATURDAY = 6;

/** Compliance looks by the end of the next working day. */
export function checkedWhen(now: Date): string {
  const day = now.getDay();
  return day === FRIDAY || day === SATURDAY ? words.emergency.monday : words.emergency.tomorrow;
}

const NOT_THERE: ReadonlySet<Transfer['state']> = new Set(['REFUSED', 'FAILED', 'QUARANTINED', 'CANCELLED']);

/** An earlier send of the same bytes to the same place that is on its way, or arrived and is still there. */
export function sameSend(sent: readonly Transfer[], destinationId: string, sha256: string): Transfer | undefined {
  return sent.find(
    (each) =>
      each.destinationId === destinationId &&
      each.sha256 === sha256 &&
      !NOT_THERE.has(each.state) &&
      each.stored?.goneAt === undefined,
  );
}
