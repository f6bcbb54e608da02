/**
 * The sealed file of an upload under way, kept in this browser so that a reload goes on by itself. Never an open file; gone
 * with the end of the send, and after a day at the latest. Where the browser keeps nothing, the person chooses the file again.
 */
import { looksEncrypted } from '../seal/envelope';

const DATABASE = 'onshore-uploads';
const STORE = 'sealed';
const MOST_BYTES = 200_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Kept {
  id: string;
  file: File;
  at: number;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
}

/** Runs one request; a browser that keeps nothing (private window, no room) answers `undefined`. */
async function run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  let database: IDBDatabase | undefined;
  try {
    const opened = await open();
    database = opened;
    return await new Promise<T>((resolve, reject) => {
      const request = ask(opened.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });
  } catch {
    // Keeping is a convenience: without it the page asks for the file again, and says so.
    return undefined;
  } finally {
    database?.close();
  }
}

export async function keep(transferId: string, file: File): Promise<void> {
  // A file that cannot be read any more is not kept: the upload itself says so.
  const closed = file.size <= MOST_BYTES && (await looksEncrypted(file).catch(() => false));
  if (closed) {
    await run('readwrite', (store) => store.put({ id: transferId, file, at: Date.now() } satisfies Kept));
  }
}

/** The file of this upload, if it is whole and not older than a day. Forgets whatever is. */
export async function kept(transferId: string, size: number): Promise<File | undefined> {
  const all = ((await run('readonly', (store) => store.getAll())) ?? []) as Kept[];
  const old = all.filter((each) => Date.now() - each.at > DAY_MS);
  await Promise.all(old.map((each) => forget(each.id)));
  const found = all.find((each) => each.id === transferId && !old.includes(each));
  return found?.file.size === size ? found.file : undefined;
}

export async function forget(transferId: string): Promise<void> {
  await run('readwrite', (store) => store.delete(transferId));
}

/**
 * Makes this page the one that uploads, as long as it is open.
 *
 * @returns false when another page of this browser is at it
 */
export function claim(transferId: string): Promise<boolean> {
  // Only on secure origins: elsewhere the gateway's own lock has to do.
  if (!('locks' in navigator)) {
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    void navigator.locks.request(`onshore-upload/${transferId}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}
