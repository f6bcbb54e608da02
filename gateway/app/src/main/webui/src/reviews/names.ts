/** What people call a case, a destination and a place. */
import { useQuery } from '@tanstack/react-query';
import { placesQuery, type Case } from '../api/reviews';
import type { Shape } from '../ui/Icon';
import { words } from '../words';
import { UNKNOWN_PLACE, list, placeName } from '../words/format';
import { reviewsWords as text } from '../words/reviews';

export function kindWords(kind: string): string {
  return text.kinds[kind] ?? text.eventOther(kind);
}

/** Names of destinations by id; one that was removed since keeps its id. */
export function useDestinationNames(): (id: string | undefined) => string {
  const { data } = useQuery(placesQuery(undefined));
  return (id) => (id === undefined ? text.everywhere : (data?.find((each) => each.id === id)?.name ?? id));
}

/** The country, and the state or territory where the code names one: "Australia (VIC)". */
export function placeWords(code: string): string {
  const [, part] = code.split('-');
  return part === undefined ? placeName(code) : `${placeName(code)} (${part})`;
}

/** Places as people say them; what nobody told is said so. */
export function placesWords(places: readonly string[]): string {
  return places.length === 0
    ? text.nobodySays
    : list([...new Set(places)].map((place) => (place === UNKNOWN_PLACE ? words.verdict.placeUnknown : placeWords(place))));
}

export function stateShape(each: Pick<Case, 'state' | 'overdue'>): Shape {
  if (each.state === 'DECIDED') {
    return 'ok';
  }
  return each.state === 'PENDING' ? 'waiting' : each.overdue ? 'block' : 'warn';
}

export function stateWords(each: Pick<Case, 'state' | 'overdue'>): string {
  return each.overdue && each.state === 'OPEN' ? text.late : (text.states[each.state] ?? each.state);
}

const OUTCOMES: Record<string, Shape> = { BLOCK: 'block', HOLD: 'waiting', WARN: 'warn', NOTICE: 'stopped', ALLOW: 'ok' };

/** The shape of a finding's or a decision's weight; one that is not known here is not green. */
export function weightShape(severity: string): Shape {
  return OUTCOMES[severity] ?? 'unknown';
}
