import { describe, expect, it } from 'vitest';
import type { RateList, RuleChange, Week } from '../src/api/insight';
import {
  decisionSentence,
  decisionUnit,
  firstDay,
  funnel,
  funnelSentence,
  judge,
  markLines,
  marks,
  overridesSentence,
  perThousand,
  sendsSentence,
  warningsSentence,
} from '../src/trends/figures';
import { within } from '../src/words/format';

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

  it('mark the week in which something changed, in words, and count changes in their order', () => {
    const changes: RuleChange[] = [
      { at: '2026-11-24T00:00:00Z', kind: 'OWN_RULES_ENDED', files: [], version: 4 },
      { at: '2026-11-20T00:00:00Z', kind: 'RULEBOOK', files: ['AU', 'GB'] },
      { at: '2026-11-17T00:00:00Z', kind: 'OWN_RULES', files: [], version: 3 },
      { at: '2026-11-01T00:00:00Z', kind: 'CLAIMS', files: ['box'] },
    ];
    const found = marks([week('2026-11-16'), week('2026-11-23')], changes);
    expect(found.map((mark) => [mark.label, mark.week])).toEqual([
      ['R1', '2026-11-16'],
      ['R2', '2026-11-16'],
      ['R3', '2026-11-23'],
    ]);
    expect(found[0]?.says).toMatch(/^Version 3 of your rules came in force, /);
    expect(found[1]?.says).toMatch(/^The rulebook changed in AU and GB, /);
    expect(found[2]?.says).toMatch(/^Version 4: you have no rules of your own any more, /);
    expect(marks([week('2026-10-26')], changes.slice(3))[0]?.says).toMatch(/^What we know of Box changed, /);
    expect(markLines(found)).toEqual([
      { week: '2026-11-16', label: 'R1–R2' },
      { week: '2026-11-23', label: 'R3' },
    ]);
  });

  it('begin so that today is the last of their days', () => {
    expect(firstDay(4, new Date('2026-11-27T12:00:00Z'))).toBe('2026-10-31');
  });
});

describe('times to decide', () => {
  const decided = (begins: string, p50Minutes: number, p90Minutes: number): Week => ({
    ...week(begins),
    decisionTime: { cases: 4, p50Minutes, p90Minutes },
  });

  it('are never less than it took', () => {
    expect([0, 1, 59, 60, 61, 2880, 2881].map(within)).toEqual([
      '1 minute', '1 minute', '59 minutes', '1 hour', '2 hours', '48 hours', '3 days',
    ]);
  });

  it('are said in one sentence, and so is that there are too few or none', () => {
    expect(decisionSentence({ cases: 34, p50Minutes: 290, p90Minutes: 2882 })).toBe(
      'Half of the 34 cases were decided within 5 hours, nine of ten within 3 days.',
    );
    expect(decisionSentence({ cases: 9, p50Minutes: 30, p90Minutes: 50 })).toBe(
      'Only 9 cases were decided in this time: half within 30 minutes, all within 50 minutes.',
    );
    expect(decisionSentence({ cases: 1, p50Minutes: 30, p90Minutes: 30 })).toMatch(/^Only 1 case was decided in this time, within 30 minutes/);
    expect(decisionSentence(undefined)).toBe('No case was decided in this time.');
  });

  it('are drawn in minutes, hours or days, as long as they are', () => {
    expect(decisionUnit([decided('2026-11-16', 60, 180), week('2026-11-23')])).toEqual({ name: 'minutes', minutes: 1 });
    expect(decisionUnit([decided('2026-11-16', 60, 4320), week('2026-11-23')])).toEqual({ name: 'hours', minutes: 60 });
    expect(decisionUnit([decided('2026-11-16', 60, 4321)])).toEqual({ name: 'days', minutes: 1440 });
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
    became: { open: overrides, accepted: 0, moved: 0, deleted: 0, reported: 0 },
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

  it('ends in what became of the sends that went on', () => {
    const first = { ...rate(20, 12), became: { open: 3, accepted: 4, moved: 2, deleted: 1, reported: 2 } };
    expect(funnel(first)).toEqual({ notOn: 8, accepted: 4, moved: 2, ended: 3, open: 3 });
    expect(funnelSentence([first, rate(2, 1)])).toBe(
      'People went on after 13 of 22 interruptions: 4 accepted, 2 to be moved, 1 to be deleted, 2 reported and 4 still open.',
    );
    expect(funnelSentence([rate(3, 0)])).toBe('Nobody went on after any of 3 interruptions.');
    expect(funnelSentence([])).toBe('No rule interrupted anybody in this time.');
  });
});
