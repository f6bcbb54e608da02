/** SHA-256 of a file of any size in constant memory: one slice at a time, never the whole file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export const SLICE_BYTES = 4 * 1024 * 1024;

export async function digestOf(
  file: Blob,
  onRead: (bytes: number) => void = () => undefined,
  sliceBytes: number = SLICE_BYTES,
): Promise<string> {
  const hash = sha256.create();
  for (let from = 0; from < file.size; from += sliceBytes) {
    const slice = file.slice(from, Math.min(from + sliceBytes, file.size));
    hash.update(new Uint8Array(await slice.arrayBuffer()));
    onRead(from + slice.size);
  }
  return bytesToHex(hash.digest());
}
