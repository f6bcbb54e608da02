import { describe, expect, it } from 'vitest';
import type { Case, KeptDecision } from '../src/api/reviews';
import { BLANK, decisionsFor, decisionsForAll, evidenceMissing, hadPart, restsOn, rulingOf, wrongIn, type Draft } from '../src/reviews/decision';
import { address, alike, facet, filterOf, isDueToday, months, needsSentence, warned, warningsSentence } from '../src/reviews/inbox';
import { USUAL, actionOf, keepKeys, keptKeys, takenBy } from '../src/reviews/keys';
import { changeRows, fileRows, story } from '../src/reviews/story';

const now = new Date('2026-11-27T10:00:00Z').getTime();

const open = (rest: Partial<Case> = {}): Case => ({
  id: 'rev_1',
  kind: 'WARNING_OVERRIDDEN',
  state: 'OPEN',
  version: 3,
  destinationId: 'drive',
  ruleId: 'AU-APP8-USE',
  openedAt: '2026-11-26T10:00:00Z',
  dueAt: '2026-12-10T00:00:00Z',
  overdue: false,
  occurrences: 1,
  lastAt: '2026-11-26T10:00:00Z',
  changes: [],
  affected: [],
  ...rest,
});

const saw = {
  transferId: 'trf_1',
  decisionId: 'dec_1',
  outcome: 'WARN',
  rulebook: 'sha256:a',
  baseRulebook: 'sha256:a',
  decidedAt: '2026-11-26T10:00:00Z',
  findings: [],
  evidence: [{ aspect: 'CONTENT', places: ['ZZ'], grade: 'UNKNOWN', observedOn: '2026-11-01', source: 's', rawLabel: '' }],
};

const withFile = (rest: Partial<NonNullable<Case['file']>> = {}, more: Partial<Case> = {}): Case =>
  open({ ...more, file: { seen: [{ at: saw.decidedAt, person: 'clara', saw }], decisions: [], toDo: [], timeline: [], ...rest } });

describe('the first line of the inbox', () => {
  it('counts what nobody has decided, not what is being done', () => {
    expect(needsSentence([open(), open({ state: 'PENDING' })], now)).toBe('1 needs a decision. None is due today.');
  });

  it('says what is due today and what is overdue apart', () => {
    const today = open({ dueAt: new Date(now + 60_000).toISOString() });
    const late = open({ overdue: true, dueAt: '2026-11-20T00:00:00Z' });
    expect(needsSentence([today, late, open()], now)).toBe('3 need a decision. 1 is due today. 1 is overdue.');
    expect(isDueToday(late, now)).toBe(false);
  });

  it('is calm when there is nothing', () => {
    expect(needsSentence([], now)).toBe('Nothing needs a decision.');
  });

  it('compares the warnings of two months', () => {
    expect(warningsSentence(82, 100)).toContain('down 18%');
    expect(warningsSentence(110, 100)).toContain('up 10%');
    expect(warningsSentence(100, 100)).toContain('as many');
    expect(warningsSentence(1, 0)).toBe('1 send came with a warning in the last 30 days; none in the 30 days before.');
    expect(warningsSentence(0, 0)).toContain('No send');
  });

  it('asks for two months that touch and do not overlap', () => {
    expect(months(now)).toEqual({
      last: { from: '2026-10-29', to: '2026-11-27' },
      before: { from: '2026-09-29', to: '2026-10-28' },
    });
  });

  it('counts only sends that were warned about', () => {
    const week = { begins: '2026-11-23', sends: { WARN: 2, ALLOW: 9 }, opened: {}, decided: {}, overdue: {} };
    expect(warned([week, { ...week, sends: {} }])).toBe(2);
  });
});

describe('the filters of an address', () => {
  it('show the open cases unless the address says otherwise', () => {
    expect(filterOf(new URLSearchParams())).toEqual({ state: 'open' });
    expect(filterOf(new URLSearchParams('state=all&rule=R'))).toEqual({ rule: 'R' });
    expect(filterOf(new URLSearchParams('state=decided&kind=&overdue=true'))).toEqual({ state: 'decided', overdue: 'true' });
  });

  it('are put into an address and taken out of it', () => {
    const params = new URLSearchParams('kind=FILE_HELD');
    expect(address(params, { destination: 'drive' })).toBe('/reviews?kind=FILE_HELD&destination=drive');
    expect(address(params, { kind: '' })).toBe('/reviews');
  });

  it('offer the values that there are, the most frequent first', () => {
    const cases = [open(), open({ ruleId: 'B' }), open({ ruleId: 'B' }), open({ kind: 'FILE_HELD' })];
    expect(facet(cases, 'rule')).toEqual([
      { value: 'AU-APP8-USE', cases: 2 },
      { value: 'B', cases: 2 },
    ]);
    expect(facet(cases, 'assignee')).toEqual([]);
  });

  it('take cases for alike by kind and storage', () => {
    expect(alike(open(), open({ ruleId: 'B' }))).toBe(true);
    expect(alike(open(), open({ destinationId: 'box' }))).toBe(false);
  });
});

describe('the keys', () => {
  const press = (key: string, where: 'field' | 'control' | 'row' | 'page', modified = false) =>
    actionOf(USUAL, { key, where, modified });

  it('do nothing while somebody types, or with Ctrl', () => {
    expect(press('j', 'field')).toBeUndefined();
    expect(press('a', 'page', true)).toBeUndefined();
  });

  it('leave arrows, space and Enter alone outside the rows', () => {
    expect(press('ArrowDown', 'page')).toBeUndefined();
    expect(press(' ', 'control')).toBeUndefined();
    expect(press('ArrowDown', 'row')).toBe('next');
    expect(press(' ', 'row')).toBe('choose');
  });

  it('mean the same in capitals', () => {
    expect(press('J', 'page')).toBe('next');
  });

  it('are off when somebody turned them off, but for those of a row', () => {
    const off = { ...USUAL, on: false };
    expect(actionOf(off, { key: 'j', where: 'row', modified: false })).toBeUndefined();
    expect(actionOf(off, { key: 'ArrowUp', where: 'row', modified: false })).toBe('previous');
  });

  it('are kept in the browser, and are the usual ones where something else is kept', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
    expect(keptKeys(storage)).toEqual(USUAL);
    const mine = { on: true, of: { ...USUAL.of, next: 'n' } };
    keepKeys(storage, mine);
    expect(keptKeys(storage)).toEqual(mine);
    for (const name of kept.keys()) kept.set(name, '{"of":{"next":""}}');
    expect(keptKeys(storage)).toEqual(USUAL);
  });

  it('are not given to two actions', () => {
    expect(takenBy(USUAL, 'previous', 'J')).toBe('next');
    expect(takenBy(USUAL, 'next', 'j')).toBeUndefined();
  });
});

describe('a decision', () => {
  const draft = (rest: Partial<Draft>): Draft => ({ ...BLANK, reason: 'because', ...rest });
  const wrong = (given: Draft) => Object.keys(wrongIn(given, decisionsFor(withFile()), 'f', now));

  it('is offered for what a case is about', () => {
    expect(decisionsFor(withFile())).toEqual(['ACCEPT', 'ACCEPT_UNTIL', 'MOVE', 'DELETE', 'REPORT']);
    expect(decisionsFor(open())).toEqual(['ACCEPT', 'ACCEPT_UNTIL', 'REPORT']);
    expect(decisionsFor(withFile({}, { state: 'DECIDED' }))).toEqual(['REOPEN']);
  });

  it('moves no files while they are still being looked at', () => {
    const looking = withFile();
    delete looking.affected;
    expect(decisionsFor(looking)).not.toContain('MOVE');
  });

  it('is not the same for decided and undecided cases', () => {
    expect(decisionsForAll([open(), open({ state: 'DECIDED' })])).toEqual([]);
    expect(decisionsForAll([open({ state: 'DECIDED' })])).toEqual(['REOPEN']);
  });

  it('needs a choice and a reason', () => {
    expect(wrong(BLANK)).toEqual(['f-ACCEPT', 'f-reason']);
    expect(wrong(draft({ decision: 'ACCEPT' }))).toEqual([]);
  });

  it('needs a day to come, a report that was made, a place', () => {
    expect(wrong(draft({ decision: 'ACCEPT_UNTIL' }))).toEqual(['f-until']);
    expect(wrong(draft({ decision: 'ACCEPT_UNTIL', until: '2026-11-20' }))).toEqual(['f-until']);
    expect(wrong(draft({ decision: 'ACCEPT_UNTIL', until: '2026-12-20' }))).toEqual([]);
    expect(wrong(draft({ decision: 'REPORT', reference: 'OAIC 1', reportedAt: '2030-01-01T10:00' }))).toEqual(['f-reportedAt']);
    expect(wrong(draft({ decision: 'MOVE' }))).toEqual(['f-moveTo']);
  });

  it('sends only the fields that belong to it', () => {
    expect(rulingOf(draft({ decision: 'ACCEPT', until: '2026-12-20', moveTo: 'box' }))).toEqual({ decision: 'ACCEPT', reason: 'because' });
    const until = rulingOf(draft({ decision: 'ACCEPT_UNTIL', until: '2026-12-20' })).until ?? '';
    expect(new Date(until).getTime()).toBe(new Date('2026-12-21T00:00:00').getTime());
  });

  it('is not for who had a part in the case', () => {
    expect(hadPart(withFile(), 'clara')).toBe(true);
    expect(hadPart(withFile(), 'connie')).toBe(false);
  });

  it('is not made blindly', () => {
    const kept = {} as KeptDecision;
    expect(evidenceMissing(withFile(), kept)).toBe(false);
    expect(evidenceMissing(withFile(), null)).toBe(true);
    expect(evidenceMissing(withFile({ seen: [{ at: saw.decidedAt, saw: { ...saw, evidence: [] } }] }), kept)).toBe(true);
    expect(evidenceMissing(withFile({ seen: [] }, { kind: 'EVIDENCE_CHANGED' }), undefined)).toBe(true);
    expect(evidenceMissing(withFile({ seen: [] }, { kind: 'RULE_OVER_BUDGET' }), undefined)).toBe(false);
  });

  it('rests on the newest send, or on what was decided for the case', () => {
    expect(restsOn(withFile())).toBe('dec_1');
    const affected = [{ transferId: 't', sentUnder: 'd', outcomeThen: 'NOTICE', decidedNow: 'dec_2', outcomeNow: 'HOLD' }];
    expect(restsOn(withFile({ seen: [] }, { affected }))).toBe('dec_2');
    expect(restsOn(open())).toBeUndefined();
  });
});

describe('the story of a case', () => {
  const event = (type: string, actor: string, detail: Record<string, string> = {}) => ({ at: '2026-11-26T10:00:00Z', type, actor, detail });
  const name = (id: string | undefined) => (id === 'box' ? 'Box Melbourne' : '');
  const person = (subject: string) => (subject === 'carl' ? 'Carl Reed' : subject);

  it('tells each decision with its own reason', () => {
    const decided = { decidedBy: 'connie', decidedAt: '2026-11-26T11:00:00Z' };
    const told = story(
      withFile({
        timeline: [event('CASE_OPENED', 'gateway'), event('CASE_DECIDED', 'connie'), event('CASE_DECIDED', 'carl')],
        decisions: [
          { decision: 'ACCEPT', reason: 'fine', ...decided },
          { decision: 'MOVE', reason: 'not fine', moveTo: 'box', ...decided },
        ],
      }),
      name,
      person,
    );
    expect(told.map((each) => `${each.who} ${each.did}: ${each.more.join(' ')}`)).toEqual([
      'gateway opened the case: Sent after a warning',
      'connie accepted it: “fine”',
      'carl decided to move the files: To Box Melbourne “not fine”',
    ]);
  });

  it('tells who took a case and who gave it away, and does not hide an event it has no words for', () => {
    const told = story(
      withFile({
        timeline: [
          event('CASE_ASSIGNED', 'connie', { assignee: 'connie' }),
          event('CASE_ASSIGNED', 'connie', { assignee: '' }),
          event('CASE_ASSIGNED', 'connie', { assignee: 'carl' }),
          event('SOMETHING_NEW', 'gateway'),
        ],
      }),
      name,
      person,
    );
    expect(told.map((each) => each.did)).toEqual(['took the case', 'gave the case to nobody', 'gave the case to Carl Reed', 'noted something new']);
  });

  it('lists what a provider said before and says no more', () => {
    const observation = (aspect: string, places: string[]) => ({ aspect, places, strength: 'REPORTED', field: 'f', rawLabel: places.join() });
    const rows = changeRows(
      open({
        before: { observedAt: saw.decidedAt, observations: [observation('CONTENT', ['AU']), observation('BACKUP', ['AU'])] },
        now: { observedAt: saw.decidedAt, observations: [observation('CONTENT', ['US'])] },
      }),
    );
    expect(rows.map((row) => [row.aspect, row.now, row.changed])).toEqual([
      ['CONTENT', ['US'], true],
      ['BACKUP', [], true],
    ]);
  });

  it('lists each file once, with what is still to do', () => {
    const rows = fileRows(
      withFile(
        { toDo: [{ transferId: 'trf_2', trouble: { kind: 'X', message: 'm', hint: 'h' } }, { transferId: 'trf_1', goneAt: saw.decidedAt }] },
        { affected: [{ transferId: 'trf_1', sentUnder: 'd', outcomeThen: 'NOTICE', decidedNow: 'e', outcomeNow: 'HOLD' }] },
      ),
    );
    expect(rows).toEqual([
      { id: 'trf_1', then: 'NOTICE', now: 'HOLD', goneAt: saw.decidedAt, waits: false },
      { id: 'trf_2', trouble: { kind: 'X', message: 'm', hint: 'h' }, waits: true },
    ]);
  });
});
