/** Seals one file off the main thread, so that the page stays quick on an old phone. */
import { seal } from './seal';

export interface SealOrder {
  file: File;
  recipients: readonly string[];
}

export type SealMessage = { read: number } | { sealed: Blob } | { failed: true };

const reply = (message: SealMessage) => {
  self.postMessage(message);
};

self.onmessage = (event: MessageEvent<SealOrder>) => {
  seal(event.data.file, event.data.recipients, (read) => reply({ read })).then(
    (sealed) => reply({ sealed }),
    // No memory, or the phone took the file back: the person is told that nothing was sealed.
    () => reply({ failed: true }),
  );
};
