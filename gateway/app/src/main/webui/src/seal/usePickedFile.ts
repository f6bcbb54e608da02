/** The file that a person picked, on its way to being one that may be sent: looked at, sealed here if need be, digested. */
import { useEffect, useRef, useState } from 'react';
import { useDigest } from '../upload/useDigest';
import { looksEncrypted } from './envelope';
import { MOST_BYTES, sealInWorker } from './sealInWorker';

export type Sealing =
  /** It goes as it was picked: it looks encrypted, or there is no key to seal it to. */
  | { status: 'as-picked' }
  | { status: 'open' }
  | { status: 'too-big' }
  | { status: 'sealing'; percent: number }
  | { status: 'sealed' }
  | { status: 'failed' };

const AS_PICKED: Sealing = { status: 'as-picked' };

/** @param recipients the practice's public keys; without one nothing is sealed here */
export function usePickedFile(recipients: readonly string[]) {
  const [picked, setPicked] = useState<File | undefined>(undefined);
  const [sealed, setSealed] = useState<File | undefined>(undefined);
  const [sealing, setSealing] = useState<Sealing>(AS_PICKED);
  const digest = useDigest();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  const choose = (file: File | undefined): void => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setPicked(file);
    setSealed(undefined);
    setSealing(AS_PICKED);
    digest.choose(file);
    if (file === undefined || file.size === 0 || recipients.length === 0) {
      return;
    }
    looksEncrypted(file).then(
      (closed) => {
        if (!closed && !controller.signal.aborted) {
          digest.choose(undefined);
          setSealing({ status: file.size > MOST_BYTES ? 'too-big' : 'open' });
        }
      },
      // What cannot be read here cannot be read by the digest either, which says so.
      () => undefined,
    );
  };

  const seal = (): void => {
    if (picked === undefined) {
      return;
    }
    const controller = new AbortController();
    running.current = controller;
    setSealing({ status: 'sealing', percent: 0 });
    sealInWorker(
      { file: picked, recipients },
      (read) => setSealing({ status: 'sealing', percent: Math.floor((read / picked.size) * 100) }),
      controller.signal,
    ).then(
      (file) => {
        setSealed(file);
        setSealing({ status: 'sealed' });
        digest.choose(file);
      },
      () => {
        if (!controller.signal.aborted) {
          setSealing({ status: 'failed' });
        }
      },
    );
  };

  /** The person knows better: it is encrypted, in a way that is not known here. The gateway looks at all of it. */
  const sendAsIs = (): void => {
    setSealing(AS_PICKED);
    digest.choose(picked);
  };

  return { picked, file: sealed ?? picked, sealing, digest, choose, seal, sendAsIs };
}

export type PickedFile = ReturnType<typeof usePickedFile>;
