/** What a person has typed, kept over the sign-in that a grave decision may ask for, so that nobody types it twice. */
import { useState } from 'react';

/**
 * A state that outlives leaving the page and coming back in the same tab. It is forgotten with the tab, and by `forget`,
 * which a form calls once the gateway has taken what was said.
 *
 * @param name of the form and its subject, such as `decision/rev_1`
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T) => void, () => void] {
  const key = `onshore.draft.${name}`;
  const [value, setValue] = useState<T>(() => {
    const kept = sessionStorage.getItem(key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  });
  const set = (next: T) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setValue(next);
  };
  const forget = () => {
    sessionStorage.removeItem(key);
    setValue(initial);
  };
  return [value, set, forget];
}
