/** Digests one file off the main thread, so that the page stays quick on an old phone. */
import { digestOf } from './digest';

export type DigestMessage = { read: number } | { sha256: string } | { unreadable: true };

const reply = (message: DigestMessage) => {
  self.postMessage(message);
};

self.onmessage = (event: MessageEvent<File>) => {
  digestOf(event.data, (read) => reply({ read })).then(
    (sha256) => reply({ sha256 }),
    // The file was moved, or a phone took the permission back: the person chooses it again.
    () => reply({ unreadable: true }),
  );
};
