/** The stops and hops of one send, taken from its record: nothing is drawn that the record does not say. Pure. */
import type { KeptDecision } from '../api/reviews';
import type { Schemas, Transfer } from '../api/types';
import { isEnded } from '../transfer/progress';
import { providerName, words } from '../words';
import { UNKNOWN_PLACE, date } from '../words/format';
import { flowWords as text } from '../words/flow';
import { placesWords } from './names';

export type StopId = 'keys' | 'device' | 'gateway' | 'provider' | 'backup' | 'details' | 'reach';

export interface Stop {
  id: StopId;
  title: string;
  place: string;
  /** Whether somebody told where it is; else it is drawn dashed. */
  known: boolean;
  lines: string[];
  /** Who can read what comes here. */
  reads: string;
  /** How its place is known. */
  source: string;
}

export interface Hop {
  from: StopId;
  to: StopId;
  reads: string;
  /** What came this way, and how far. */
  carried: string;
  /** Whether it happened; else it is drawn dashed. */
  done: boolean;
}

export interface Flow {
  stops: Stop[];
  hops: Hop[];
  sentence: string;
}

type Identity = Schemas['IdentityView'];

/**
 * @param kept the decision under which the file went, with its facts
 * @param identity who is behind the destination today, if that could be asked for
 */
export function flowOf(transfer: Transfer, kept: KeptDecision, identity: Identity | undefined): Flow {
  const { facts } = kept;
  const sealed = facts.endToEnd ? text.sealedBytes : text.notSealedBytes;
  const at = (aspect: string) => placed(kept, aspect);
  const stored = transfer.stored !== undefined;
  const gone = transfer.stored?.goneAt;
  const stops: Stop[] = [
    {
      id: 'keys',
      title: text.stops.keys,
      ...at('KEYS'),
      lines: [...(facts.endToEnd ? [text.keysWith] : []), keyLine(transfer)],
      reads: text.reads.keys,
    },
    {
      id: 'device',
      title: text.stops.device,
      place: text.noRecord,
      known: false,
      source: text.nobody,
      lines: transfer.envelope === undefined ? [] : [text.sealedBefore],
      reads: text.reads.device,
    },
    { id: 'gateway', title: text.stops.gateway, ...at('GATEWAY'), lines: [sealLine(transfer)], reads: sealed },
    {
      id: 'provider',
      title: transfer.destinationName,
      ...at('CONTENT'),
      lines: [
        providerName(transfer.provider),
        ...accountLines(facts.account, identity),
        gone !== undefined ? text.gone(gone) : stored ? proofLine(transfer) : text.notYet,
      ],
      reads: sealed,
    },
    { id: 'backup', title: text.stops.backup, ...at('BACKUP'), lines: [text.may], reads: sealed },
    {
      id: 'details',
      title: text.stops.details,
      ...at('METADATA'),
      lines: [],
      reads: facts.metadataPlain ? text.reads.detailsPlain : text.reads.details,
    },
    {
      id: 'reach',
      title: text.stops.reach,
      ...at('SUPPORT'),
      lines: [
        text.contract(placesWords(told(kept, 'CONTRACTING_ENTITY'))),
        text.parent(placesWords(told(kept, 'CONTROLLING_PARENT'))),
      ],
      reads: sealed,
    },
  ];
  return { stops, hops: hopsOf(transfer, sealed, facts.metadataPlain, at('BACKUP').known), sentence: conclusion(transfer, kept, stops) };
}

function hopsOf(transfer: Transfer, sealed: string, plain: boolean, backedUp: boolean): Hop[] {
  const { size, received, sent } = transfer;
  const stored = transfer.stored !== undefined;
  const far = (done: number) => (done >= size ? text.arrived(size) : done === 0 ? text.notYet : text.half(done, size));
  const after = stored ? '' : text.notYet;
  return [
    { from: 'keys', to: 'device', reads: text.reads.keys, carried: '', done: transfer.envelope !== undefined },
    { from: 'device', to: 'gateway', reads: sealed, carried: far(received), done: received >= size },
    { from: 'gateway', to: 'provider', reads: sealed, carried: stored ? text.arrived(size) : far(Math.min(sent, size - 1)), done: stored },
    { from: 'provider', to: 'backup', reads: sealed, carried: after, done: stored && backedUp },
    { from: 'provider', to: 'details', reads: plain ? text.reads.detailsPlain : text.reads.details, carried: after, done: stored },
    { from: 'reach', to: 'provider', reads: sealed, carried: after, done: stored },
  ];
}

/** The places that somebody told; the unknown place is nobody's word. */
function told(kept: KeptDecision, aspect: string): string[] {
  return (kept.facts.places[aspect] ?? []).filter((place) => place !== UNKNOWN_PLACE);
}

function placed(kept: KeptDecision, aspect: string): Pick<Stop, 'place' | 'known' | 'source'> {
  const all = kept.facts.places[aspect] ?? [];
  // One unknown place among others leaves the whole open.
  const known = all.length > 0 && !all.includes(UNKNOWN_PLACE);
  return { known, place: known ? placesWords(all) : text.nobody, source: known ? sourceOf(kept, aspect) : text.nobody };
}

function sourceOf(kept: KeptDecision, aspect: string): string {
  const line = kept.decision.evidence.find((each) => each.aspect === aspect);
  return line === undefined
    ? text.setUp
    : text.known(`${words.verdict.grades[line.grade] ?? line.grade}: ${line.source}`, date(line.observedOn));
}

function sealLine({ envelope, refusal }: Transfer): string {
  if (refusal !== undefined && refusal.looksLike !== '') {
    return text.refused(refusal.looksLike);
  }
  return envelope === undefined ? text.notSealedYet : text.sealed(envelope.label);
}

function keyLine({ envelope }: Transfer): string {
  const hosts = envelope?.keyServers ?? [];
  return hosts.length === 0 ? text.noKeyServer : text.keyServer(hosts);
}

function proofLine({ verification }: Transfer): string {
  return verification === undefined ? text.notChecked : (text.proofs[verification] ?? verification);
}

function accountLines(account: string, identity: Identity | undefined): string[] {
  const owner = identity?.owner ?? identity?.organisation;
  return [
    text.account[account] ?? account,
    owner === undefined ? text.ownerUnknown : text.today(text.owner(owner)),
  ];
}

function conclusion(transfer: Transfer, kept: KeptDecision, stops: readonly Stop[]): string {
  const name = transfer.destinationName;
  const say = text.says;
  const provider = stops.find((stop) => stop.id === 'provider');
  const where =
    transfer.stored?.goneAt !== undefined
      ? say.gone(name)
      : transfer.stored === undefined
        ? isEnded(transfer.state)
          ? say.ended(name)
          : say.onWay(name)
        : provider?.known === true
          ? say.stored(name, provider.place)
          : say.storedUnknown(name);
  const open = stops.filter((stop) => !stop.known).flatMap((stop) => text.unknownWhat[stop.id] ?? []);
  return [where, kept.facts.endToEnd ? say.sealed : say.notSealed, ...(open.length === 0 ? [] : [say.unknown(open)])].join(' ');
}
