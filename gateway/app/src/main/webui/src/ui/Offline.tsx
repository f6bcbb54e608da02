/** Says that there is no signal, as long as the browser believes so. */
import { useSyncExternalStore } from 'react';
import { words } from '../words';
import { Notice } from './Notice';

function subscribe(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export function Offline() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return <div role="status">{!online && <Notice shape="waiting" level="p" title={words.app.offline} />}</div>;
}
