/** The call for the practice's people by name, and the query key it is cached under. */
import { queryOptions } from '@tanstack/react-query';
import { ask } from './client';
import type { Schemas } from './types';

export type Person = Schemas['PersonView'];

/** More people than these are named by their ids. */
const MOST_PEOPLE = 5000;

/** All of them, once a session: a name hardly ever changes. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => {
    const people: Person[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined && people.length < MOST_PEOPLE) {
      const query: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const page: Schemas['PeoplePage'] = await ask<Schemas['PeoplePage']>(`/people${query}`, { signal });
      people.push(...page.people);
      cursor = page.next;
    }
    return people;
  },
  staleTime: Infinity,
});
