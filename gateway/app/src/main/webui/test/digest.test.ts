import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../src/upload/digest';

/** A blob that counts how much of it is read at once. */
class CountingBlob {
  readonly reads: number[] = [];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size() {
    return this.#bytes.length;
  }

  slice(from: number, to: number) {
    this.reads.push(to - from);
    const part = this.#bytes.slice(from, to);
    return { size: part.length, arrayBuffer: () => Promise.resolve(part.buffer) };
  }
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31) % 251);
const digestOfBytes = (content: Uint8Array, slice: number, onRead?: (read: number) => void) =>
  digestOf(new CountingBlob(content) as unknown as Blob, onRead, slice);
const expected = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('the digest', () => {
  it.each([0, 1, 63, 64, 100, 101, 1000])('equals SHA-256 for %i bytes in slices of 100', async (length) => {
    const content = bytes(length);
    expect(await digestOfBytes(content, 100)).toBe(expected(content));
  });

  it('never reads more than a slice at once', async () => {
    const blob = new CountingBlob(bytes(1050));
    await digestOf(blob as unknown as Blob, undefined, 100);
    expect(Math.max(...blob.reads)).toBe(100);
    expect(blob.reads).toHaveLength(11);
  });

  it('tells how far it is, up to the size', async () => {
    const seen: number[] = [];
    await digestOfBytes(bytes(250), 100, (read) => seen.push(read));
    expect(seen).toEqual([100, 200, 250]);
  });
});
