/**
 * The states of the review screens that a gateway does not show at will: loading, empty, silent, refused, changed by
 * somebody else, without evidence, and for those who only look. The answers are made here.
 */
import type { Page, Route } from '@playwright/test';
import { expect, test } from './story';

type Json = Record<string, unknown>;

const AT = '2026-11-20T00:42:00Z';

const line = (aspect: string, place: string) => ({
  aspect,
  places: [place],
  grade: 'VENDOR_DOC',
  observedOn: '2026-11-01',
  source: 'Provider documentation',
  rawLabel: '',
});

const saw = {
  transferId: 'trf_01m8eq788t1xqfbevrec7van2b',
  decisionId: 'dec_states',
  outcome: 'WARN',
  rulebook: 'sha256:aa',
  baseRulebook: 'sha256:aa',
  decidedAt: AT,
  findings: [
    {
      rule: 'LOC-UNKNOWN',
      severity: 'WARN',
      jurisdiction: 'AU',
      text: 'Nobody has told where the files rest.',
      fix: 'Choose storage that tells.',
      sources: ['oaic-overseas'],
    },
  ],
  evidence: [line('CONTENT', 'ZZ'), line('CONTROLLING_PARENT', 'US')],
  said: { person: 'clara-clinician', reasonCode: 'NO_OTHER_WAY', reason: 'The wound clinic reads only there', at: AT },
};

const opened = { at: AT, type: 'CASE_OPENED', actor: 'gateway', detail: { kind: 'WARNING_OVERRIDDEN' } };

const caseOf = (rest: Json = {}, file: Json = {}): Json => ({
  id: 'rev_states',
  kind: 'WARNING_OVERRIDDEN',
  state: 'OPEN',
  version: 4,
  destinationId: 'google-anywhere',
  ruleId: 'LOC-UNKNOWN',
  openedAt: AT,
  dueAt: '2026-12-04T13:00:00Z',
  overdue: false,
  occurrences: 1,
  lastAt: AT,
  changes: [],
  affected: [],
  file: { seen: [{ at: AT, person: 'clara-clinician', saw }], decisions: [], toDo: [], timeline: [opened], ...file },
  ...rest,
});

const problem = (status: number, code: string, detail: string, hint: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, code, detail, hint }) });

const json = (body: Json) => (route: Route) => route.fulfill({ json: body });

const LIST = /\/api\/v1\/reviews(\?.*)?$/;
const CASE = /\/api\/v1\/reviews\/rev_states$/;
const DECISION = /\/api\/v1\/decisions\/dec_states$/;
const DECIDE = /\/api\/v1\/reviews\/rev_states\/decision$/;
const ME = /\/api\/v1\/me$/;
const PEOPLE = /\/api\/v1\/people(\?.*)?$/;
const ASSIGN = /\/api\/v1\/reviews\/rev_states\/assignment$/;

/** As a real identity provider names people. */
const CARL = '9c1e7a40-5d0b-4c7e-9a55';
const LENA = '2b8d60f3-77aa-41c9-8c02';

const person = (subject: string, name: string, rest: Json = {}): Json => ({
  subject,
  name,
  roles: ['compliance'],
  lastSeenOn: '2026-11-20',
  offered: true,
  ...rest,
});

const people = {
  people: [
    person(CARL, 'Carl Reed'),
    person(LENA, 'Lena Gone', { offered: false }),
    person('clara-clinician', 'Dr Clara Ng', { roles: ['clinician'] }),
  ],
};

const kept = { decision: { evidence: [] }, baseRulebook: '', facts: { patientJurisdiction: 'AU-VIC', places: {} } };

/** Answers as for somebody with this role, who is signed in all the same. */
async function withRole(page: Page, subject: string, role: string): Promise<void> {
  await page.route(ME, async (route) => {
    const answer = await route.fetch();
    if (!answer.ok()) {
      // Nobody is signed in yet.
      return route.fulfill({ response: answer });
    }
    return route.fulfill({ json: { ...((await answer.json()) as Json), subject, roles: [role] } });
  });
}

async function answer(page: Page, pattern: RegExp, how: (route: Route) => unknown): Promise<void> {
  await page.unroute(pattern);
  await page.route(pattern, (route) => void how(route));
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

test('the inbox while it loads, when it is empty, refused, and silent', async ({ page, gateway }) => {
  test.slow();
  gateway.expectErrors(/status of (403|503)/, /ERR_CONNECTION_FAILED|ERR_FAILED/);
  await gateway.as('connie-compliance', '/reviews');

  await answer(page, LIST, () => undefined);
  await page.reload();
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await expect(page.getByText('Loading…')).toBeVisible();
  await gateway.look('reviews-inbox-loading');

  await answer(page, LIST, json({ cases: [] }));
  await page.reload();
  await expect(page.getByRole('heading', { name: /^Nothing to review\. Last check / })).toBeVisible();
  await expect(page.getByRole('link', { name: 'See what was allowed' })).toBeVisible();
  await gateway.look('reviews-inbox-empty');
  await page.goto('/reviews?kind=FILE_HELD&assignee=carl');
  await expect(page.getByRole('heading', { name: 'No case matches these filters' })).toBeVisible();
  await gateway.look('reviews-inbox-no-match');

  await answer(page, LIST, problem(503, 'UNAVAILABLE', 'the gateway is starting', 'try again in a minute'));
  await page.goto('/reviews');
  await expect(page.getByRole('heading', { name: 'The gateway is starting.' })).toBeVisible();
  await gateway.look('reviews-inbox-error');

  await answer(page, LIST, problem(403, 'FORBIDDEN', 'your role may not do this', 'ask your practice admin'));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your role may not do this.' })).toBeVisible();
  await gateway.look('reviews-inbox-forbidden');

  const late = caseOf({ overdue: true, dueAt: '2026-11-19T13:00:00Z', assignee: 'connie-compliance' });
  const pending = caseOf({ id: 'rev_2', state: 'PENDING', kind: 'EMERGENCY_SENT' });
  await answer(page, LIST, json({ cases: [late, pending] }));
  await answer(page, CASE, json(late));
  await answer(page, DECISION, json(kept));
  await page.route(/\/api\/v1\/transfers\//, json({ state: 'VERIFIED' }));
  await page.reload();
  await expect(page.getByText('1 is overdue.')).toBeVisible();
  await gateway.look('reviews-inbox-overdue');
  await page.getByRole('table').getByRole('link', { name: 'Sent after a warning' }).click();
  await expect(page.getByRole('link', { name: 'All cases' })).toBeVisible();
  await answer(page, LIST, (route) => route.abort('connectionfailed'));
  await page.goBack();
  await expect(page.getByText(/^No answer just now\. What you see is from /)).toBeVisible({ timeout: 60_000 });
  await gateway.look('reviews-inbox-offline');
});

test('a case while it loads, when it is refused, changed by somebody else, and without evidence', async ({ page, gateway }) => {
  test.slow();
  gateway.expectErrors(/status of (403|404|409|503)/);
  await answer(page, LIST, json({ cases: [caseOf()] }));
  await answer(page, DECISION, json(kept));
  await answer(page, PEOPLE, json(people));
  await answer(page, CASE, () => undefined);
  await gateway.as('connie-compliance', '/reviews/rev_states');
  await expect(page.getByRole('link', { name: 'All cases' })).toBeVisible();
  await expect(page.getByText('Loading…')).toBeVisible();
  await gateway.look('reviews-case-loading');

  await answer(page, CASE, problem(404, 'CASE_UNKNOWN', 'there is no such case', 'check the id'));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'There is no such case.' })).toBeVisible();
  await gateway.look('reviews-case-unknown');

  await answer(page, CASE, json(caseOf()));
  await answer(page, DECISION, problem(503, 'UNAVAILABLE', 'the store does not answer', 'try again'));
  await page.reload();
  await expect(page.getByText('Evidence could not be loaded; decision disabled')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Accept', exact: true })).toBeDisabled();
  await gateway.look('reviews-case-no-evidence');

  await answer(page, DECISION, json(kept));
  await page.reload();
  await page.getByRole('radio', { name: 'Accept', exact: true }).check();
  await page.getByLabel('Why?', { exact: true }).fill('The contract covers it');
  const theirs = {
    decision: 'REPORT',
    reason: 'The regulator wants to know of these',
    decidedBy: CARL,
    decidedAt: AT,
    reference: 'OAIC-118',
    reportedAt: AT,
  };
  const decided = { at: AT, type: 'CASE_DECIDED', actor: CARL, detail: { decision: 'REPORT' } };
  await answer(page, DECIDE, problem(409, 'CASE_CHANGED', 'the case was changed meanwhile', 'look at it again'));
  await answer(page, CASE, json(caseOf({ state: 'DECIDED', version: 5 }, { decisions: [theirs], timeline: [opened, decided] })));
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Somebody changed this case while you looked at it' })).toBeVisible();
  await expect(page.getByText(/^Carl Reed \(9c1e7a40-5d0b-4c7e-9a55\) noted the report to a regulator/).first()).toBeVisible();
  await expect(page.getByLabel('Why?', { exact: true })).toHaveValue('The contract covers it');
  await gateway.look('reviews-case-conflict');

  await answer(page, CASE, json(caseOf()));
  await answer(page, DECIDE, problem(403, 'OWN_CASE', 'you had a part in what this case is about', 'ask another compliance officer'));
  await page.reload();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('You had a part in this, so somebody else decides')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Accept It may stay/ })).toBeDisabled();
  await gateway.look('reviews-case-own');
});

test('people by name: who has a case, to whom it can be given, and what stands there without names', async ({ page, gateway }) => {
  test.slow();
  gateway.expectErrors(/status of 503/);
  const given = (assignee: string) => {
    const assigned = { at: AT, type: 'CASE_ASSIGNED', actor: 'adam-admin', detail: { assignee } };
    return caseOf({ assignee }, { timeline: [opened, assigned] });
  };
  await answer(page, LIST, json({ cases: [given(CARL), caseOf({ id: 'rev_2', assignee: 'typed long ago' })] }));
  await answer(page, DECISION, json(kept));
  await answer(page, PEOPLE, json(people));
  await answer(page, CASE, json(given(LENA)));
  await page.route(/\/api\/v1\/transfers\//, json({ state: 'VERIFIED' }));
  await gateway.as('connie-compliance', '/reviews');
  await expect(page.getByRole('cell', { name: 'Carl Reed' })).toBeVisible();
  await expect(page.getByTitle(CARL)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'typed long ago' })).toBeVisible();
  await page.getByText('More filters').click();
  await expect(page.getByRole('link', { name: 'Carl Reed (1)' })).toBeVisible();
  await gateway.look('reviews-inbox-named');

  await page.goto('/reviews/rev_states');
  await expect(page.getByText(`Given to Lena Gone (${LENA})`)).toBeVisible();
  await expect(page.getByText(/gave the case to Lena Gone/)).toBeVisible();
  await expect(page.getByText(/^What Dr Clara Ng/)).toBeVisible();
  await page.getByText('Give it to somebody else, or change the day').click();
  const giveTo = page.getByLabel('Give to', { exact: true });
  await expect(giveTo.getByRole('option')).toHaveText(['Nobody', 'Me', 'Lena Gone', 'Carl Reed']);
  await expect(giveTo).toHaveValue(LENA);
  await giveTo.selectOption('Carl Reed');
  await gateway.look('reviews-case-give');
  const asked = page.waitForRequest(ASSIGN);
  await answer(page, ASSIGN, json(given(CARL)));
  await answer(page, CASE, json(given(CARL)));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect((await asked).postDataJSON()).toEqual({ version: 4, assignee: CARL });
  await expect(page.getByText(`Given to Carl Reed (${CARL})`)).toBeVisible();

  await answer(page, PEOPLE, problem(503, 'UNAVAILABLE', 'the store does not answer', 'try again'));
  await page.reload();
  await expect(page.getByText(`Given to ${CARL}`)).toBeVisible();
  await page.getByText('Give it to somebody else, or change the day').click();
  await expect(page.getByText(/^The names could not be loaded just now\./)).toBeVisible();
  await expect(giveTo.getByRole('option')).toHaveText(['Nobody', 'Me', CARL]);
  await gateway.look('reviews-case-give-unnamed');
});

test('a change of storage, files that move, and somebody who only looks', async ({ page, gateway }) => {
  test.slow();
  await answer(page, LIST, json({ cases: [] }));
  await answer(page, DECISION, json(kept));
  const said = (place: string, label: string) => ({
    observedAt: AT,
    observations: [{ aspect: 'CONTENT', places: [place], strength: 'REPORTED', field: 'zone', rawLabel: label }],
  });
  const affected = ['a', 'b', 'c'].map((end) => ({
    transferId: `trf_01m8eq788t1xqfbevrec7van2${end}`,
    sentUnder: 'dec_old',
    outcomeThen: 'NOTICE',
    decidedNow: 'dec_states',
    outcomeNow: 'HOLD',
  }));
  const move = { decision: 'MOVE', reason: 'It left the country', decidedBy: CARL, decidedAt: AT, moveTo: 'box-australia' };
  const changed = caseOf(
    {
      kind: 'EVIDENCE_CHANGED',
      state: 'PENDING',
      changes: ['the zone of the folder is another one'],
      before: said('AU', 'Australia'),
      now: said('US', 'United States'),
      affected,
    },
    {
      seen: [],
      decisions: [move],
      toDo: [
        { transferId: affected[0]?.transferId, goneAt: AT },
        { transferId: affected[1]?.transferId, trouble: { kind: 'NOT_SENT_AGAIN', message: 'it is not at the new place yet', hint: 'have the clinic send it again' } },
        { transferId: affected[2]?.transferId },
      ],
      timeline: [opened, { at: AT, type: 'CASE_DECIDED', actor: CARL, detail: { decision: 'MOVE' } }],
    },
  );
  await page.route(/\/api\/v1\/transfers\//, json({ state: 'VERIFIED' }));
  await answer(page, CASE, json(changed));
  await withRole(page, 'ada', 'auditor');
  await gateway.as('connie-compliance', '/reviews/rev_states');
  await expect(heading(page, 'The provider now says something else about where files are')).toBeVisible();
  await expect(page.getByText('You can look, but not decide')).toBeVisible();
  await expect(page.getByText(/^Deleted; found gone/)).toBeVisible();
  await expect(page.getByText(/^Not yet: It is not at the new place yet\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take it' })).toHaveCount(0);
  await gateway.look('reviews-case-changed-auditor');

  await answer(page, LIST, json({ cases: [caseOf()] }));
  await page.goto('/reviews');
  await expect(page.getByText('You can look at every case. Deciding is for compliance staff.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Choose/ })).toHaveCount(0);
  await gateway.look('reviews-inbox-auditor');
});

test('several cases of which one was decided by somebody else', async ({ page, gateway }) => {
  gateway.expectErrors(/status of 409/);
  const two = caseOf({ id: 'rev_2', ruleId: 'REACH-UNKNOWN' });
  await answer(page, LIST, json({ cases: [caseOf(), two] }));
  await gateway.as('connie-compliance', '/reviews');
  await page.getByRole('checkbox', { name: /^Choose/ }).first().check();
  await page.getByRole('button', { name: 'Choose all 2 like this' }).click();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByRole('radio', { name: /^Delete it there/ }).check();
  await page.getByLabel('Why?', { exact: true }).fill('It must not lie there');
  await page.getByRole('button', { name: 'Have 2 cases deleted' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Delete the files there?' })).toBeVisible();
  await gateway.look('reviews-bulk-confirm');
  const refused = { status: 409, code: 'CASE_CHANGED', detail: 'the case was changed meanwhile', hint: 'look at it again' };
  await answer(page, /\/api\/v1\/reviews\/decisions$/, json({
    answers: [
      { id: 'rev_states', status: 200, decided: caseOf({ state: 'PENDING' }) },
      { id: 'rev_2', status: 409, problem: refused },
    ],
  }));
  await page.getByRole('alertdialog').getByRole('button', { name: 'Have 2 cases deleted' }).click();
  await expect(page.getByText('1 case is decided.')).toBeVisible();
  await expect(page.getByText('Somebody changed it meanwhile. Open it to see what they did.')).toBeVisible();
  await gateway.look('reviews-bulk-conflict');
});

test('the map of a send while it loads and when there is none', async ({ page, gateway }) => {
  gateway.expectErrors(/status of 404/);
  const SEND = /\/api\/v1\/transfers\/trf_states$/;
  await answer(page, SEND, () => undefined);
  await gateway.as('connie-compliance', '/reviews/flow/trf_states');
  await expect(heading(page, 'Where this send went')).toBeVisible();
  await expect(page.getByText('Loading…')).toBeVisible();
  await gateway.look('reviews-flow-loading');
  await answer(page, SEND, problem(404, 'TRANSFER_UNKNOWN', 'there is no such transfer', 'check the id'));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'There is no such transfer.' })).toBeVisible();
  await gateway.look('reviews-flow-unknown');
});

test('a clinician is told whose page it is', async ({ page, gateway }) => {
  await gateway.as('clara-clinician', '/reviews');
  await expect(heading(page, 'This page is not for your role')).toBeVisible();
  await gateway.look('reviews-not-yours');
});
