/** What people are called. Everywhere else the gateway names them by the id of their sign-in, the subject. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOutletContext } from 'react-router';
import { peopleQuery, type Person } from '../api/people';
import type { Member } from '../api/types';
import { peopleWords as text } from '../words/people';
import { may, type Role } from './Only';

/** Who the gateway says it was where no person did it. */
export const GATEWAY = 'gateway';

/** Who may read the directory; a clinician never loads it. */
const READERS: readonly Role[] = ['practice-admin', 'compliance', 'auditor'];

export interface Directory {
  me: Member;
  people: readonly Person[];
  /** Whether the names could not be loaded. */
  unnamed: boolean;
  /** The name of a subject; one that nobody knows stays as it is. */
  nameOf: (subject: string) => string;
}

export function usePeople(): Directory {
  const me = useOutletContext<Member>();
  const { data, isError } = useQuery({ ...peopleQuery, enabled: may(me, READERS) });
  const names = useMemo(() => namesOf(data ?? []), [data]);
  return { me, people: data ?? [], unnamed: isError && data === undefined, nameOf: (subject) => nameIn(names, subject) };
}

export function nameIn(names: ReadonlyMap<string, string>, subject: string): string {
  return subject === GATEWAY ? text.gateway : (names.get(subject) ?? subject);
}

/** Names by subject; people of one name have their subjects beside it. */
export function namesOf(people: readonly Person[]): ReadonlyMap<string, string> {
  const bearers = new Map<string, number>();
  for (const { name } of people) {
    bearers.set(name, (bearers.get(name) ?? 0) + 1);
  }
  return new Map(
    people.map(({ subject, name }) => [subject, (bearers.get(name) ?? 0) > 1 && name !== subject ? text.same(name, subject) : name]),
  );
}

export interface Receiver {
  subject: string;
  label: string;
}

/**
 * To whom something can be given: to nobody, to who looks, to the others of a role by name; and to whom it is given now, also
 * where that person is not offered any more.
 */
export function receivers(
  { people, nameOf, me }: Pick<Directory, 'people' | 'nameOf'> & { me: Pick<Member, 'subject'> },
  role: Role,
  given: string,
): Receiver[] {
  const others = people
    .filter((each) => each.offered && each.roles.includes(role) && each.subject !== me.subject)
    .map(({ subject }) => ({ subject, label: nameOf(subject) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const fixed = [
    { subject: '', label: text.nobody },
    { subject: me.subject, label: text.me },
  ];
  const known = [...fixed, ...others].some((each) => each.subject === given);
  return [...fixed, ...(known ? [] : [{ subject: given, label: nameOf(given) }]), ...others];
}
