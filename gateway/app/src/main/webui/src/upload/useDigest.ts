/** The digest of the chosen file, started as soon as it is chosen, so that Send rarely has to wait. */
import { useEffect, useRef, useState } from 'react';
import { digestInWorker } from './digestInWorker';

export type DigestState =
  | { status: 'none' }
  | { status: 'reading'; percent: number }
  | { status: 'ready'; sha256: string }
  | { status: 'unreadable' };

interface Running {
  file: File;
  promise: Promise<string>;
  controller: AbortController;
}

/** Gives the state for the screen, `choose` for a new file, and a promise of the digest for Send. */
export function useDigest() {
  const [state, setState] = useState<DigestState>({ status: 'none' });
  const running = useRef<Running | undefined>(undefined);

  useEffect(() => () => running.current?.controller.abort(), []);

  const choose = (file: File | undefined): void => {
    running.current?.controller.abort();
    running.current = undefined;
    if (file === undefined) {
      setState({ status: 'none' });
      return;
    }
    const controller = new AbortController();
    setState({ status: 'reading', percent: 0 });
    const promise = digestInWorker(
      file,
      (read) => setState({ status: 'reading', percent: Math.floor((read / file.size) * 100) }),
      controller.signal,
    );
    promise.then(
      (sha256) => setState({ status: 'ready', sha256 }),
      () => {
        if (!controller.signal.aborted) {
          setState({ status: 'unreadable' });
        }
      },
    );
    running.current = { file, promise, controller };
  };

  const digest = (): Promise<string> => running.current?.promise ?? Promise.reject(new Error('no file is chosen'));

  return { state, choose, digest };
}
