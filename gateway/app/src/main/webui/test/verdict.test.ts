import { describe, expect, it } from 'vitest';
import type { Outcome, Verdict } from '../src/api/types';
import {
  alternative,
  canChoose,
  chosenNow,
  consentNeeded,
  contentPlace,
  facts,
  nextStep,
  preselected,
  show,
} from '../src/verdict/verdict';
import { destination, evidence, finding as aFinding, inAustralia, verdict as aVerdict } from './shapes';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const verdict = (rest: Partial<Verdict> = {}) => aVerdict({ checkedAt: '2026-11-22T09:58:00Z', ...rest });

const finding = (severity: Outcome, jurisdiction: string, remedies: string[] = []) =>
  aFinding({ id: `${jurisdiction}-${severity}`, severity, jurisdiction, remedies });

describe('a verdict on screen', () => {
  it('is green with fresh evidence that names every place', () => {
    expect(show(verdict({ evidence: [{ ...inAustralia, places: ['DE', 'IE'] }] }), NOW).word).toBe('ok');
    expect(show(verdict(), NOW)).toMatchObject({ word: 'ok', headline: 'Stays in Australia' });
  });

  it.each([
    ['without evidence', { evidence: [] }],
    ['when the place is unknown', { evidence: [{ ...inAustralia, places: ['ZZ'] }] }],
    ['when one place of two is unknown', { evidence: [{ ...inAustralia, places: ['AU', 'ZZ'] }] }],
    ['when there is only a hint', { evidence: [{ ...inAustralia, grade: 'INDIRECT' }] }],
    ['when it was checked more than a day ago', { checkedAt: '2026-11-21T09:00:00Z' }],
  ] satisfies [string, Partial<Verdict>][])('is never green %s', (_, rest) => {
    expect(show(verdict(rest), NOW)).toMatchObject({ word: 'unknown', headline: 'We can’t tell where this is kept' });
  });

  it('keeps the words of a warning', () => {
    const warning = verdict({ word: 'warn', headline: 'May leave Australia', sentence: 'details are kept in the US' });
    expect(show(warning, NOW)).toMatchObject({
      word: 'warn',
      headline: 'May leave Australia',
      sentence: 'Details are kept in the US.',
    });
    expect(show(verdict({ sentence: '' }), NOW).sentence).toBeUndefined();
  });
});

describe('what may be chosen', () => {
  it('refuses a blocked and an unavailable destination', () => {
    expect(canChoose(destination('a', { verdict: verdict({ outcome: 'BLOCK' }) }))).toBe(false);
    expect(canChoose(destination('b', { available: false }))).toBe(false);
    expect(canChoose(destination('c'))).toBe(true);
  });

  it('preselects the server’s mark, and the next open one when the mark cannot be chosen', () => {
    const list = [destination('a'), destination('b', { preselected: true })];
    expect(preselected(list)?.id).toBe('b');
    expect(preselected([destination('a', { available: false, preselected: true }), destination('b')])?.id).toBe('b');
    expect(preselected([])).toBeUndefined();
  });

  it('never moves a choice that was made to another place', () => {
    const turned = destination('mine', { verdict: verdict({ outcome: 'BLOCK' }) });
    expect(chosenNow([destination('other', { preselected: true }), turned], 'mine')).toBeUndefined();
    expect(chosenNow([destination('other', { preselected: true }), destination('mine')], 'mine')?.id).toBe('mine');
    expect(chosenNow([destination('other')], undefined)?.id).toBe('other');
  });

  it('offers only a green place instead of a risky one', () => {
    const fresh = verdict({ checkedAt: new Date().toISOString() });
    const risky = destination('risky', { verdict: verdict({ outcome: 'WARN', word: 'warn' }) });
    const grey = destination('grey', { verdict: { ...fresh, evidence: [] } });
    expect(alternative([risky, grey, destination('green', { verdict: fresh })], risky)?.id).toBe('green');
    expect(alternative([risky, grey], risky)).toBeUndefined();
  });
});

describe('what Send leads to', () => {
  it.each([
    ['ALLOW', 'send'],
    ['NOTICE', 'send'],
    ['WARN', 'acknowledge'],
    ['HOLD', 'send-and-wait'],
    ['BLOCK', 'none'],
  ] as const)('%s leads to %s', (outcome, step) => {
    expect(nextStep({ outcome, findings: [] }, [])).toBe(step);
  });

  it('does not ask twice for a reason that still holds', () => {
    expect(nextStep({ outcome: 'WARN', findings: [], acknowledgedUntil: '2027-01-01T00:00:00Z' }, [])).toBe('send');
  });

  it('asks for consent only when one consent lifts every hold', () => {
    const federal = finding('HOLD', 'AU', ['CONTRACT', 'CONSENT']);
    const state = finding('HOLD', 'AU-VIC', ['CONTRACT', 'CONSENT']);
    const kind = { id: 'AU_APP8_2B', law: '', scopes: ['this_use'], statements: ['may_withdraw'], statutory: [] };
    const kinds = [
      { ...kind, id: 'AU_VIC_HPP9', lifts: [state.id] },
      { ...kind, lifts: [federal.id, state.id] },
    ];
    expect(nextStep({ outcome: 'HOLD', findings: [federal, state] }, kinds)).toBe('consent');
    expect(consentNeeded([federal, state], kinds)?.id).toBe('AU_APP8_2B');
    expect(consentNeeded([state], kinds)?.id).toBe('AU_VIC_HPP9');
    expect(nextStep({ outcome: 'HOLD', findings: [federal, finding('HOLD', 'AU', ['CONTRACT'])] }, kinds)).toBe('send-and-wait');
    expect(consentNeeded([finding('HOLD', 'JP', ['CONSENT'])], kinds)).toBeUndefined();
    expect(consentNeeded([], kinds)).toBeUndefined();
  });
});

describe('the facts behind Why', () => {
  it('are four at most and end with the proof', () => {
    const shown = facts(
      ['CONTENT', 'BACKUP', 'METADATA', 'SUPPORT', 'ACCOUNT'].map((aspect) =>
        evidence({ aspect, grade: 'VENDOR_DOC', ageDays: 12 }),
      ),
    );
    expect(shown).toHaveLength(4);
    expect(shown.at(-1)?.text).toBe('The provider’s own documents, 12 days old');
  });

  it('say so when nobody has told us', () => {
    expect(facts([]).map((fact) => fact.text)).toEqual([
      'Nobody has told us',
      'Nobody has told us',
    ]);
  });

  it('name the country of a subdivision once', () => {
    expect(contentPlace([{ ...inAustralia, places: ['AU-VIC', 'AU-NSW'] }])).toBe('Australia');
    expect(contentPlace([{ ...inAustralia, places: ['DE', 'IE'] }])).toBeUndefined();
  });
});
