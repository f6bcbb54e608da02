/** Whether the window is wide enough for a table of many columns. */
import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 56rem)';

export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(WIDE).matches,
  );
}
