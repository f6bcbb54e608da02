import { describe, expect, it } from 'vitest';
import { addresses, lawsOf, tone, usualLaws, wordOf } from '../src/trends/matrix';

const law = (id: string, parent?: string) => ({ id, name: id, law: id, ...(parent === undefined ? {} : { parent }) });
const LAWS = [law('AE'), law('AU'), law('AU-VIC', 'AU'), law('GB'), law('EU'), law('DE', 'EU')];

describe('the matrix of laws', () => {
  it('begins with the practice’s own law and those above it', () => {
    expect(usualLaws(LAWS, 'AU-VIC')).toEqual(['AU-VIC', 'AU', 'AE', 'GB', 'EU']);
    expect(usualLaws(LAWS, 'XX')).toEqual(['AE', 'AU', 'GB', 'EU']);
  });

  it('takes the laws of the address, each once, and none that nobody knows', () => {
    expect(lawsOf('GB,GB,XX,DE', LAWS, 'AU')).toEqual(['GB', 'DE']);
    expect(lawsOf('XX', LAWS, 'AU')).toEqual(usualLaws(LAWS, 'AU'));
  });

  it('never takes an unknown word for a good one', () => {
    expect(wordOf({ word: 'ok' })).toBe('ok');
    expect(wordOf({ word: 'splendid' })).toBe('unknown');
  });

  it('pales with age, and most where nobody says anything', () => {
    expect([0, 30, 90, 400, undefined].map(tone)).toEqual(['new', 'month', 'quarter', 'old', 'old']);
  });

  it('finds the addresses in a source, also where there are two or none', () => {
    expect(addresses('https://a.example/x and https://b.example/y')).toEqual(['https://a.example/x', 'https://b.example/y']);
    expect(addresses('a press release')).toEqual([]);
  });
});
