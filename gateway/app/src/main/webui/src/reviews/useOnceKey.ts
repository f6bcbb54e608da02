/** The key under which the gateway takes a decision once, however often a person has to press. */
import { useRef } from 'react';
import { newIdempotencyKey } from '../api/client';

/** The same key as long as the same is asked: an answer that got lost is then given again, not refused as a second decision. */
export function useOnceKey(): (asked: unknown) => string {
  const last = useRef({ asked: '', key: '' });
  return (asked) => {
    const text = JSON.stringify(asked);
    if (last.current.asked !== text) {
      last.current = { asked: text, key: newIdempotencyKey() };
    }
    return last.current.key;
  };
}
