/** The one uploader of this page, and how components watch it. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Transfer } from '../api/types';
import { claim, forget, keep, kept } from './kept';
import { browserRevival, openTusCarrier } from './tusCarrier';
import { Uploader, type UploadView } from './uploader';
import { stayAwake } from './wake';

export const uploads = new Uploader(openTusCarrier, browserRevival);

window.addEventListener('beforeunload', (event) => {
  if (uploads.isBusy()) {
    event.preventDefault();
  }
});

stayAwake(uploads.subscribe, () => uploads.isBusy());

/** Begins to upload what was declared, and keeps the file in case the page is loaded again. */
export function beginUpload(transfer: Transfer, file: File): void {
  uploads.start(transfer.id, transfer.uploadUrl, file, transfer.received);
  void claim(transfer.id);
  void keep(transfer.id, file);
}

/** Ends the upload of this page, and forgets the file. */
export function endUpload(transferId: string): void {
  uploads.halt(transferId);
  void forget(transferId);
}

export function useUpload(transferId: string): UploadView | undefined {
  return useSyncExternalStore(uploads.subscribe, () => uploads.view(transferId));
}

/**
 * Goes on by itself with an upload whose file is still kept here, after a reload.
 *
 * @param wanted whether bytes are missing and this page does not send them
 * @returns whether it is still being looked for
 */
export function useKeptUpload(transfer: Transfer, wanted: boolean): boolean {
  const { id, size, uploadUrl, received } = transfer;
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    if (!wanted || looked) {
      return undefined;
    }
    let left = false;
    const look = async () => {
      const file = await kept(id, size);
      if (!left && file !== undefined && (await claim(id))) {
        uploads.start(id, uploadUrl, file, received);
      }
      if (!left) {
        setLooked(true);
      }
    };
    void look();
    return () => {
      left = true;
    };
  }, [id, size, uploadUrl, received, wanted, looked]);
  return wanted && !looked;
}
