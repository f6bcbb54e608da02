/** The one uploader of this page, and how components watch it. */
import { useSyncExternalStore } from 'react';
import { browserRevival, openTusCarrier } from './tusCarrier';
import { Uploader, type UploadView } from './uploader';

export const uploads = new Uploader(openTusCarrier, browserRevival);

window.addEventListener('beforeunload', (event) => {
  if (uploads.isBusy()) {
    event.preventDefault();
  }
});

export function useUpload(transferId: string): UploadView | undefined {
  return useSyncExternalStore(uploads.subscribe, () => uploads.view(transferId));
}
