/** Who looks, and whether they decide. */
import { useOutletContext } from 'react-router';
import { may } from '../app/Only';
import type { Member } from '../api/types';

export function useMe(): { me: Member; decides: boolean } {
  const me = useOutletContext<Member>();
  return { me, decides: may(me, ['compliance']) };
}
