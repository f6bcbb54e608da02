import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Broken, ChainCheck, checkFile, type Holds } from '../src/audit/chain';

/** What a gateway exported, without the names of staff: a header, three events, the signed heads. */
const EXPORTED = readFileSync(new URL('files/audit-harbour.jsonl', import.meta.url), 'utf8');

function check(text: string): Holds {
  const walk = new ChainCheck();
  text
    .split('\n')
    .filter((line) => line !== '')
    .forEach((line) => walk.take(line));
  return walk.end();
}

function brokenIn(text: string): Broken {
  try {
    check(text);
  } catch (error) {
    if (error instanceof Broken) {
      return error;
    }
    throw error;
  }
  throw new Error('it held');
}

const linesWithout = (line: number) =>
  EXPORTED.split('\n')
    .filter((_, index) => index !== line)
    .join('\n');

describe('the check of an exported trail', () => {
  it('holds for what a gateway exported, although the names are left out', () => {
    const found = check(EXPORTED);
    expect(found.header).toEqual({ practice: 'harbour', first: 1, last: 3, withheld: ['actor'] });
    expect(found.heads).toBe(1);
    expect(found.signedUpTo).toBe(1);
    expect(found.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names the line in which a value was changed', () => {
    const broken = brokenIn(EXPORTED.replace('"value":"dropbox-au"', '"value":"dropbox-us"'));
    expect(broken.line).toBe(2);
    expect(broken.message).toBe('event 1 is not as it was written');
  });

  it('finds an event that was taken out', () => {
    expect(brokenIn(linesWithout(2)).message).toBe('event 2 is missing');
  });

  it('finds that the end is gone', () => {
    expect(brokenIn(linesWithout(3)).message).toBe('the trail ends before event 3');
    expect(brokenIn(linesWithout(4)).message).toMatch(/was cut off/);
  });

  it('finds a head that was signed over another event', () => {
    const forged = btoa(JSON.stringify({ number: 2, hash: '0'.repeat(64) }));
    expect(brokenIn(EXPORTED.replace(/"heads":\[.*\]/, `"heads":["x.${forged}.x"]`)).message).toBe('event 2 is not the one that was signed');
  });

  it('takes nothing else for an export', () => {
    expect(brokenIn('number,at,type\n1,2,3').message).toMatch(/no export/);
    expect(brokenIn(EXPORTED.replace('onshore-audit-1', 'onshore-audit-9')).message).toMatch(/does not know/);
  });

  it('reads a file in pieces', async () => {
    const found = await checkFile(new Blob([EXPORTED]), () => undefined);
    expect(found.header.last).toBe(3);
  });
});
