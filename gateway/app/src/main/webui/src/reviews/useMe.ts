/** Who looks, and whether they decide. */
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/gateway';
import type { Me } from '../api/types';

export function useMe(): { me: Me | undefined; decides: boolean } {
  const { data } = useQuery(meQuery);
  return { me: data, decides: data?.roles.includes('compliance') === true };
}
