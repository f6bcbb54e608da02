import { describe, expect, it } from 'vitest';
import type { RateList, RulesVersion, Week } from '../src/api/insight';
import { firstDay, judge, marks, overridesSentence, perThousand, sendsSentence, warningsSentence } from '../src/trends/figures';

const week = (begins: string, sends: Record<string, number> = {}): Week => ({ begins, sends, opened: {}, decided: {}, overdue: {} });

describe('trends', () => {
  it('count warnings in 1,000 sends, and call no sends nothing', () => {
    expect(perThousand([week('2026-11-23', { ALLOW: 90, WARN: 6, HOLD: 3, BLOCK: 1 })])).toBe(100);
    expect(perThousand([week('2026-11-23')])).toBeUndefined();
  });

  it('say that a day of sends is no trend', () => {
    expect(warningsSentence([week('2026-11-16'), week('2026-11-23', { ALLOW: 3 })])).toBe(
      'Not enough sends yet to see a trend: 3 sends in 1 week.',
    );
    expect(warningsSentence([week('2026-11-16')])).toBe('Nothing was sent in this time.');
  });

  it('say which way warnings went', () => {
    const weeks = [week('2026-11-16', { ALLOW: 90, WARN: 10 }), week('2026-11-23', { ALLOW: 95, WARN: 5 })];
    expect(warningsSentence(weeks)).toBe('Warnings went down: 50 per 1,000 sends lately, 100 before.');
    expect(warningsSentence(weeks.toReversed())).toMatch(/^Warnings went up/);
    expect(sendsSentence(weeks)).toBe('93% of 200 sends went without anybody being stopped.');
  });

  it('mark the week in which rules were published, and no proposal', () => {
    const version = (number: number, state: string, decidedAt: string): RulesVersion => ({
      number,
      state,
      decidedAt,
      raised: {},
      house: [],
      proposedBy: 'connie',
      proposedAt: decidedAt,
      reason: 'a test',
    });
    const found = marks(
      [week('2026-11-16'), week('2026-11-23')],
      [version(2, 'WITHDRAWN', '2026-11-24T00:00:00Z'), version(1, 'PUBLISHED', '2026-11-20T00:00:00Z')],
    );
    expect(found.map((mark) => [mark.label, mark.week])).toEqual([['R1', '2026-11-16']]);
  });

  it('begin so that today is the last of their days', () => {
    expect(firstDay(4, new Date('2026-11-27T12:00:00Z'))).toBe('2026-10-31');
  });
});

describe('the judgement of a rule', () => {
  const budget = { interruptionsPerHundred: 5, overridePercent: 80, leastSends: 20, leastInterruptions: 10 };
  const rate = (interruptions: number, overrides: number, breaches: string[] = []): RateList['rules'][number] => ({
    ruleId: 'X',
    sends: 100,
    interruptions,
    interruptionsPerHundred: interruptions,
    overrides,
    overridePercent: (overrides * 100) / interruptions,
    breaches,
  });

  it('needs enough interruptions, and then calls wolf what people go past', () => {
    expect(judge(rate(2, 2), budget)).toBe('tooFew');
    expect(judge(rate(20, 18), budget)).toBe('wolf');
    expect(judge(rate(20, 2, ['interrupted 20 of 100 sends']), budget)).toBe('often');
    expect(judge(rate(20, 2), budget)).toBe('kept');
  });

  it('is said in one sentence', () => {
    const rates = (...rules: RateList['rules']): RateList => ({ from: '', to: '', budget, rules });
    expect(overridesSentence(rates())).toBe('No rule interrupted anybody in this time.');
    expect(overridesSentence(rates(rate(2, 2)))).toBe('Too few interruptions to judge a rule: that takes 10.');
    expect(overridesSentence(rates(rate(20, 18), rate(20, 2)))).toMatch(/^1 of 2 rules may be crying wolf/);
  });
});
