/** The main thread's side of the sealing worker, which is loaded only when somebody seals. */
import type { SealMessage, SealOrder } from './seal.worker';

/** More than this may not fit into the memory of an old phone, which has to hold what is sealed until it is sent. */
export const MOST_BYTES = 200_000_000;

export class NotSealedError extends Error {
  constructor() {
    super('the file could not be sealed');
    this.name = 'NotSealedError';
  }
}

/**
 * Seals a file in a worker of its own; aborting ends the worker. The sealed file has a name that says nothing.
 *
 * @throws NotSealedError when it does not work out; nothing of it is left
 */
export function sealInWorker(order: SealOrder, onRead: (bytes: number) => void, signal: AbortSignal): Promise<File> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./seal.worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(new DOMException('aborted', 'AbortError'))), { once: true });
    worker.onmessage = (event: MessageEvent<SealMessage>) => {
      const message = event.data;
      if ('read' in message) {
        onRead(message.read);
      } else if ('sealed' in message) {
        end(() => resolve(new File([message.sealed], 'file.age')));
      } else {
        end(() => reject(new NotSealedError()));
      }
    };
    worker.onerror = () => end(() => reject(new NotSealedError()));
    worker.postMessage(order);
  });
}
