import { describe, expect, it } from 'vitest';
import { changedPacks, firstPack, lineOf, packOf, putPack, rangeOfLine, reasonOf } from '../src/rules/packs';

const PACKS = [
  { name: 'AU', text: 'pack: AU\nrules: []' },
  { name: 'GB', text: 'pack: GB' },
];

describe('drafts of packs', () => {
  it('start with the pack of the practice’s own law', () => {
    expect(firstPack(PACKS, 'GB')).toBe('GB');
    expect(firstPack(PACKS, 'AU-VIC')).toBe('AU');
    expect(firstPack(PACKS, 'NZ')).toBe('AU');
    expect(firstPack([], 'NZ')).toBe('');
  });

  it('send only what says something else than what is in force', () => {
    expect(changedPacks(PACKS, { AU: 'pack: AU\nrules: []', GB: 'pack: GB # mine', NZ: 'gone since' })).toEqual({ GB: 'pack: GB # mine' });
  });

  it('are forgotten once they say what is in force', () => {
    expect(putPack({ AU: 'a' }, 'GB', 'mine', 'theirs')).toEqual({ AU: 'a', GB: 'mine' });
    expect(putPack({ AU: 'a', GB: 'mine' }, 'GB', 'theirs', 'theirs')).toEqual({ AU: 'a' });
  });
});

describe('what is wrong with a pack', () => {
  it('is found by its line', () => {
    expect(lineOf('line 37, rule `AU-S16C`')).toBe(37);
    expect(lineOf('whole')).toBe(1);
    expect(packOf('AU.yaml')).toBe('AU');
    expect(rangeOfLine('one\ntwo\nthree', 2)).toEqual({ start: 4, end: 7 });
    expect(rangeOfLine('one\ntwo', 9)).toEqual({ start: 7, end: 7 });
  });

  it('is told apart from the lines that it shows', () => {
    expect(reasonOf('it is bad\n  when: x\n        ^')).toEqual({ says: 'it is bad', excerpt: '  when: x\n        ^' });
    expect(reasonOf('it is bad')).toEqual({ says: 'it is bad', excerpt: '' });
  });
});
