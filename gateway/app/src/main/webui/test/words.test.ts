import { describe, expect, it } from 'vitest';
import { enAU } from '../src/words/en-AU';
import { grade, sentencesOf, syllables, wordsOf } from './readability';

/** The clinician's part of the catalogue, the frame around it included. */
const PARTS = ['app', 'problem', 'verdict', 'send', 'seal', 'interruption', 'emergency', 'acknowledgement', 'consent', 'transfer', 'transfers'] as const;

/** Short stand-ins for values: only our own words are measured. */
const VALUES: Record<string, unknown[]> = {
  'transfer.needsFileBody': [5, 9],
  'transfer.done': [5],
  'transfer.hopOut': ['Box'],
  'send.preparing': [5],
  'send.more': [5],
  'send.fileChosen': ['it', 5],
  'seal.sealing': [5],
  'seal.tooBigBody': [5],
  'verdict.otherRules': [2],
  'verdict.daysOld': [2],
  'verdict.source': [2],
  'problem.status': [5],
};
const NUMBER_LAST = new Set(['transfer.receiving', 'transfer.sending']);
const TIME = new Set(['app.stale']);

function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (typeof value === 'function') {
    const make = value as (...values: unknown[]) => string;
    const values = VALUES[path] ?? (NUMBER_LAST.has(path) ? ['Box', 5] : TIME.has(path) ? [new Date().toISOString()] : ['Box', 'Box']);
    return [[path, make(...values)]];
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}

const all = PARTS.flatMap((part) => texts(enAU[part], part));
const HEADINGS = /(?:\.title|Title|\.heading|\.tomorrow|\.monday|\.would|\.may|interruption\.unknown|seal\.(?:open|sealed|failed|tooBig)|\.cancelAsk)$/;

/** An age of eleven. */
const MOST = 6;

describe('the counter', () => {
  it.each([
    ['box', 1], ['phone', 1], ['patient', 2], ['encrypted', 3], ['compliance', 3], ['Australia', 3], ['signed', 1],
    ['sent', 1], ['places', 2], ['answering', 3], ['continue', 3], ['reason', 2], ['needed', 2], ['file', 1], ['table', 2],
  ])('knows that "%s" has %i', (word, count) => {
    // One more or less in a long word is the measure's own noise.
    expect(Math.abs(syllables(word) - count)).toBeLessThanOrEqual(count > 2 ? 1 : 0);
  });

  it('agrees with known texts', () => {
    // https://readable.com/readability/flesch-reading-ease-flesch-kincaid-grade-level: a child's rhyme, and a statute.
    expect(grade('The cat sat on the mat. The dog ran to the cat.', false)).toBeLessThan(1);
    expect(
      grade(
        'Notwithstanding any provision of this instrument, the entity remains accountable for contraventions by overseas recipients of personal information disclosed to them.',
        false,
      ),
    ).toBeGreaterThan(16);
  });
});

describe('the words of the clinician’s screens', () => {
  it.each(all)('%s can be read at eleven: %s', (_, text) => {
    for (const sentence of sentencesOf(text)) {
      // Of one or two words the grade says nothing.
      if (wordsOf(sentence).length > 3) {
        expect(grade(sentence), sentence).toBeLessThanOrEqual(MOST);
      }
      expect(wordsOf(sentence).length, sentence).toBeLessThanOrEqual(15);
    }
  });

  it.each(all.filter(([path]) => HEADINGS.test(path)))('%s is a heading of six words at most: %s', (_, text) => {
    expect(wordsOf(text).length).toBeLessThanOrEqual(6);
  });
});
