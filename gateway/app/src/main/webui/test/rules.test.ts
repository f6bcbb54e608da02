import { describe, expect, it } from 'vitest';
import type { RulesVersion } from '../src/api/insight';
import { byAction, changes, milder, ruleAndWeight, SHIPPED, stricter, toDraft, typedFrom } from '../src/rules/draft';

const version = (rest: Partial<RulesVersion> = {}): RulesVersion => ({
  number: 1,
  state: 'PUBLISHED',
  raised: {},
  house: [],
  proposedBy: 'connie',
  proposedAt: '2026-11-27T00:00:00Z',
  reason: 'a test',
  ...rest,
});

const change = (action: string, wouldAct: string) => ({
  decisionId: 'dec_1',
  transferId: 'trf_1',
  decidedAt: '2026-11-27T00:00:00Z',
  outcome: 'WARN',
  action,
  wouldBe: 'HOLD',
  wouldAct,
  added: [],
  removed: [],
});

describe('a draft of own rules', () => {
  it('offers the shipped house rule, which is off until somebody turns it on', () => {
    const typed = typedFrom(undefined);
    expect(typed.house).toEqual([{ name: SHIPPED, mode: 'off' }]);
    expect(toDraft(typed)).toEqual({ house: [], raised: {} });
  });

  it('sends no text for the rule that comes with the program', () => {
    expect(toDraft({ house: [{ name: SHIPPED, mode: 'ENFORCED' }], raised: { WARN: 'HOLD' } })).toEqual({
      house: [{ name: SHIPPED, mode: 'ENFORCED' }],
      raised: { WARN: 'HOLD' },
    });
  });

  it('keeps the text of rules that are in force', () => {
    const typed = typedFrom(version({ house: [{ name: 'own', text: 'house: own', mode: 'ON_TRIAL' }] }));
    expect(toDraft(typed).house).toEqual([{ name: 'own', text: 'house: own', mode: 'ON_TRIAL' }]);
  });
});

describe('what a version changes', () => {
  it('is nothing where both say the same', () => {
    expect(changes(undefined, { raised: {}, house: [] })).toEqual([]);
    expect(changes(version({ raised: { WARN: 'HOLD' } }), { raised: { WARN: 'HOLD' }, house: [] })).toEqual([]);
  });

  it('is said in a sentence for each house rule and each stricter answer', () => {
    const before = version({ house: [{ name: 'old', text: 'x', mode: 'ENFORCED' }] });
    const said = changes(before, { raised: { WARN: 'HOLD' }, house: [{ name: SHIPPED, mode: 'ENFORCED' }] });
    expect(said).toEqual([
      'New house rule No foreign access: enforced',
      'House rule old no longer holds',
      'When the law wants a warning acknowledged: it goes once somebody gives a reason, then it waits until what is missing is on record',
    ]);
  });
});

describe('what trying a draft found', () => {
  const found = [change('ACKNOWLEDGE', 'HOLD'), change('PROCEED', 'HOLD'), change('HOLD', 'PROCEED')];

  it('counts the stricter and the milder ones', () => {
    expect(stricter(found)).toBe(2);
    expect(milder(found)).toBe(1);
  });

  it('tells a rule from what it weighs', () => {
    expect(ruleAndWeight('AU-APP8-USE=WARN')).toEqual({ rule: 'AU-APP8-USE', weight: 'WARN' });
    expect(ruleAndWeight('AU-APP8-USE')).toEqual({ rule: 'AU-APP8-USE' });
  });

  it('counts before and after for each thing that happens to a send', () => {
    expect(byAction(found)).toEqual([
      { action: 'PROCEED', before: 1, after: 1 },
      { action: 'ACKNOWLEDGE', before: 1, after: 0 },
      { action: 'HOLD', before: 1, after: 2 },
    ]);
  });
});
