/** From a transfer and the upload of this page to what the progress screen says. Pure. */
import type { ConsentKind, Transfer, TransferState, Verification } from '../api/types';
import type { UploadView } from '../upload/uploader';
import { consentNeeded, contentPlace, knownPlaces } from '../verdict/verdict';
import { words } from '../words';
import { date, dateAndTime, sentence } from '../words/format';

export type Tone = 'moving' | 'waiting' | 'ask' | 'good' | 'bad' | 'neutral';

export interface Progress {
  tone: Tone;
  headline: string;
  /** The headline without the running number, for the live region. */
  announced: string;
  sentence?: string;
  /** Percent of the way from this device to the gateway, and from the gateway to the provider. */
  hopIn: number;
  hopOut: number;
  /** What the person has to do, at most one thing. */
  needs: 'nothing' | 'file' | 'acknowledgement' | 'consent' | 'retry';
  ended: boolean;
}

const ENDS: ReadonlySet<TransferState> = new Set(['VERIFIED', 'REFUSED', 'FAILED', 'QUARANTINED', 'CANCELLED']);

export function isEnded(state: TransferState): boolean {
  return ENDS.has(state);
}

/** A person may stop it until the provider is asked to make it visible. */
export function canCancel(state: TransferState): boolean {
  return !isEnded(state) && state !== 'COMMITTING' && state !== 'STORED';
}

export function percentOf(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(100, Math.floor((part / whole) * 100));
}

export function placeOf(transfer: Transfer): string {
  return words.transfer.place(transfer.destinationName, contentPlace(transfer.decision.evidence));
}

/** Eight characters that people read out over the phone: the last ones, for the first ones are only the time. */
export function receiptCode(id: string): string {
  return id.slice(-8).toUpperCase();
}

/** @param kinds of consent that the rulebook knows */
export function describe(transfer: Transfer, upload?: UploadView, kinds: readonly ConsentKind[] = []): Progress {
  const base = {
    hopIn: percentOf(received(transfer, upload), transfer.size),
    hopOut: percentOf(transfer.sent, transfer.size),
    ended: isEnded(transfer.state),
  };
  const said = say(transfer, upload, base.hopIn, base.hopOut, kinds);
  return { needs: 'nothing', announced: said.headline, ...said, ...base };
}

function received(transfer: Transfer, upload?: UploadView): number {
  const here = upload === undefined || upload.phase === 'stopped' ? 0 : upload.sent;
  return Math.max(transfer.received, here);
}

type Said = Pick<Progress, 'tone' | 'headline'> & Partial<Pick<Progress, 'announced' | 'sentence' | 'needs'>>;

function say(
  transfer: Transfer,
  upload: UploadView | undefined,
  hopIn: number,
  hopOut: number,
  kinds: readonly ConsentKind[],
): Said {
  const text = words.transfer;
  const name = transfer.destinationName;
  switch (transfer.state) {
    case 'RECEIVING':
      return sayReceiving(transfer, upload, hopIn);
    case 'RECEIVED':
      return { tone: 'moving', headline: text.received, sentence: text.lockPhone };
    case 'AWAITING_ACKNOWLEDGEMENT':
      return { tone: 'ask', headline: text.acknowledgement, sentence: text.acknowledgementBody, needs: 'acknowledgement' };
    case 'HELD':
      return consentNeeded(transfer.decision.findings, kinds) === undefined
        ? { tone: 'waiting', headline: text.held, sentence: text.heldOther }
        : { tone: 'ask', headline: text.held, sentence: text.heldConsent, needs: 'consent' };
    case 'QUEUED':
      return { tone: 'waiting', headline: text.queued(name), sentence: waitingFor(transfer, name) };
    case 'SENDING':
      // Parts go out while the rest still comes in: until all of it is here, the page has to stay.
      return transfer.received < transfer.size
        ? sayReceiving(transfer, upload, hopIn)
        : {
            tone: 'moving',
            headline: text.sending(name, hopOut),
            announced: text.sending(name, milestone(hopOut)),
            sentence: waitingFor(transfer, name),
          };
    case 'COMMITTING':
      return { tone: 'moving', headline: text.committing(name), sentence: text.lockPhone };
    case 'STORED':
      return { tone: 'moving', headline: text.checkingCopy, sentence: text.checkingCopyBody(name) };
    case 'VERIFIED':
      return {
        tone: 'good',
        headline: text.verified(placeOf(transfer)),
        sentence: sayProof(transfer),
      };
    case 'REFUSED':
      return sayRefused(transfer, name);
    case 'FAILED':
      return {
        tone: 'bad',
        headline: text.failed(name),
        sentence: sentence(transfer.failure?.message) ?? text.failedBody,
        needs: 'retry',
      };
    case 'QUARANTINED':
      return { tone: 'bad', headline: text.quarantined, sentence: text.quarantinedBody };
    case 'CANCELLED':
      return { tone: 'neutral', headline: text.cancelled, sentence: text.cancelledBody(name) };
  }
}

/** Without its proof a good end says only what is known; and that the place is not, if it is not. */
function sayProof(transfer: Transfer): string {
  const proof = transfer.verification === undefined ? [] : [PROOFS[transfer.verification]];
  const place = knownPlaces(transfer.decision.evidence).length === 0 ? [words.transfer.placeOpen] : [];
  return [...proof, ...place].join(' ');
}

function sayReceiving(transfer: Transfer, upload: UploadView | undefined, hopIn: number): Said {
  const text = words.transfer;
  const name = transfer.destinationName;
  if (upload === undefined || upload.phase === 'stopped') {
    return {
      tone: 'ask',
      headline: text.needsFile,
      sentence: text.needsFileBody(transfer.received, transfer.size),
      needs: 'file',
    };
  }
  switch (upload.phase) {
    case 'sending':
      return {
        tone: 'moving',
        headline: text.receiving(name, hopIn),
        announced: text.receiving(name, milestone(hopIn)),
        sentence: text.keepOpen,
      };
    case 'paused':
      return {
        tone: 'waiting',
        headline: upload.reason === 'signal' ? text.pausedSignal : text.pausedGateway,
        sentence: text.pausedBody,
      };
    case 'delivered':
      // The gateway has it all; its own word comes with the next event.
      return { tone: 'moving', headline: text.received, sentence: text.lockPhone };
  }
}

function sayRefused(transfer: Transfer, name: string): Said {
  const text = words.transfer;
  const refusal = transfer.refusal;
  const like = refusal?.looksLike ?? '';
  const looks = like === '' ? '' : ` ${text.looksLike(like)}`;
  return {
    tone: 'bad',
    headline: (refusal && text.refused[refusal.code]) ?? text.refusedOther,
    sentence: text.nothingSent(name) + looks,
  };
}

/** What to do about a refusal: the server's hint, else ours for the kind. */
export function howToFix(transfer: Transfer): string | undefined {
  const refusal = transfer.refusal;
  const hint = sentence(refusal?.hint);
  if (refusal === undefined || hint !== undefined) {
    return hint;
  }
  const text = words.transfer;
  const fixes: Record<string, string> = {
    ENVELOPE_NOT_SEALED: text.encryptFirst,
    ENVELOPE_DAMAGED: text.sendAgain,
    ENVELOPE_TRUNCATED: text.sendAgain,
    DIGEST_MISMATCH: text.sendAgain,
    RESIDENCY_BLOCKED: text.chooseOther,
  };
  return fixes[refusal.code];
}

function waitingFor(transfer: Transfer, name: string): string {
  const text = words.transfer;
  if (transfer.failure?.kind === 'REAUTHORISE') {
    return text.reconnect(name);
  }
  const retryAt = transfer.failure?.retryAt;
  if (retryAt === undefined) {
    return text.lockPhone;
  }
  const when = dateAndTime(retryAt);
  return transfer.failure?.kind === 'UNAVAILABLE' ? text.notAnswering(name, when) : text.nextTry(when);
}

const PROOFS: Record<Verification, string> = {
  MATCHED: words.transfer.matched,
  READ_BACK: words.transfer.readBack,
  SIZE_ONLY: words.transfer.sizeOnly,
  MISMATCHED: words.transfer.quarantinedBody,
};

/** Progress is spoken at 0, 25, 50, 75 and 100 only. */
export function milestone(percent: number): number {
  return Math.floor(percent / 25) * 25;
}

/** What the live region holds: it changes with the state and at milestones, so it is read out only then. */
export function announcement(progress: Progress): string {
  return [progress.announced, progress.sentence].filter((part) => part !== undefined).join('. ').replaceAll('..', '.');
}

export interface Day {
  label: string;
  transfers: Transfer[];
}

/** Sends by the day on which they began, newest first; today is always there, be it empty. */
export function byDay(transfers: readonly Transfer[], now: Date): Day[] {
  const today = date(now.toISOString());
  const days = new Map<string, Transfer[]>([[today, []]]);
  for (const transfer of transfers) {
    const day = date(transfer.createdAt);
    days.set(day, [...(days.get(day) ?? []), transfer]);
  }
  return [...days].map(([day, of]) => ({ label: day === today ? words.transfers.today : day, transfers: of }));
}
