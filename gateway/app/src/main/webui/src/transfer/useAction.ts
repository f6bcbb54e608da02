/** Runs an action on one transfer and shows what the gateway then says of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { transferQuery } from '../api/gateway';
import type { Transfer } from '../api/types';

export function useAction<T>(id: string, action: (input: T) => Promise<Transfer | undefined>) {
  const client = useQueryClient();
  const { queryKey } = transferQuery(id);
  return useMutation({
    mutationFn: action,
    onSuccess: async (transfer) => {
      if (transfer?.id === id) {
        client.setQueryData(queryKey, transfer);
      } else {
        await client.invalidateQueries({ queryKey });
      }
    },
    // It may have been refused because somebody else was quicker: then what they did is shown.
    onError: () => client.invalidateQueries({ queryKey }),
  });
}
