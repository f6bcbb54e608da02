/** The other open cases of the same kind at the same storage. */
import { useQuery } from '@tanstack/react-query';
import { allCasesQuery, type Case } from '../api/reviews';
import { alike } from './inbox';

export function useSimilar(each: Case): Case[] {
  const { data } = useQuery(allCasesQuery({ state: 'open' }));
  return data?.filter((other) => other.id !== each.id && other.state === 'OPEN' && alike(each, other)) ?? [];
}
