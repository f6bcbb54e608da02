/** The main thread's side of the digest worker. */
import type { DigestMessage } from './digest.worker';

/** The browser could not read the file that the person chose. */
export class UnreadableFileError extends Error {
  constructor() {
    super('the file could not be read');
    this.name = 'UnreadableFileError';
  }
}

/**
 * Digests a file in a worker of its own; aborting ends the worker.
 *
 * @throws UnreadableFileError when the bytes cannot be read
 */
export function digestInWorker(file: File, onRead: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./digest.worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(new DOMException('aborted', 'AbortError'))), { once: true });
    worker.onmessage = (event: MessageEvent<DigestMessage>) => {
      const message = event.data;
      if ('read' in message) {
        onRead(message.read);
      } else if ('sha256' in message) {
        end(() => resolve(message.sha256));
      } else {
        end(() => reject(new UnreadableFileError()));
      }
    };
    worker.onerror = () => end(() => reject(new UnreadableFileError()));
    worker.postMessage(file);
  });
}
