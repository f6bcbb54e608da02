/** One transfer, kept fresh by server-sent events, and by polling while there are none. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { API } from '../api/client';
import { transferQuery } from '../api/gateway';
import type { Transfer } from '../api/types';
import { isEnded } from './progress';

const POLL_MS = 3000;

export function useTransfer(id: string) {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  const query = useQuery({
    ...transferQuery(id),
    refetchInterval: (current) => {
      const state = current.state.data?.state;
      return live || (state !== undefined && isEnded(state)) ? false : POLL_MS;
    },
  });
  const watching = query.data !== undefined && !isEnded(query.data.state);

  useEffect(() => {
    if (!watching) {
      return undefined;
    }
    const source = new EventSource(`${API}/transfers/${encodeURIComponent(id)}/events`);
    source.onopen = () => setLive(true);
    // The browser connects again by itself; until then polling does the work, and notices a lost session.
    source.onerror = () => setLive(false);
    source.onmessage = (event: MessageEvent<string>) => {
      client.setQueryData(transferQuery(id).queryKey, JSON.parse(event.data) as Transfer);
    };
    return () => {
      source.close();
      setLive(false);
    };
  }, [client, id, watching]);

  return query;
}
