/** States of trends, the audit trail and the rules that a running gateway does not show at will: its answers are played. */
import type { Page, Route } from '@playwright/test';
import { expect, test } from './story';

// Each look at a screen is three sizes, and takes a while where many things run.
test.describe.configure({ timeout: 360_000 });

const json = (body: unknown, status = 200) => (route: Route) =>
  route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });

const unavailable = json({ status: 503, code: 'UNAVAILABLE', detail: 'the store does not answer', hint: 'try again in a minute' }, 503);

type Answer = (route: Route) => Promise<void>;

/** Answers that never come, until the page is gone. */
const never: Answer = () => new Promise<void>(() => undefined);
const silence: Answer = (route) => route.abort();

const me = (role: string) => {
  const practice = { id: 'harbour', name: 'Harbour Street Clinic', jurisdiction: 'AU-VIC', roles: [role] };
  return json({ subject: `a-${role}`, name: `A-${role}`, roles: [role], practice, practices: [practice] });
};

/** Plays the answers of an address; those that are played last count. */
async function play(page: Page, answers: Record<string, Answer>) {
  for (const [path, answer] of Object.entries(answers)) {
    await page.route(new RegExp(`/api/v1${path}(\\?.*)?$`), answer);
  }
}

/** @param cases opened, decided and overdue */
const week = (begins: string, sends: Record<string, number>, cases: [number, number, number]) => ({
  begins,
  sends,
  opened: cases[0] === 0 ? {} : { WARNED_SEND: cases[0] },
  decided: cases[1] === 0 ? {} : { WARNED_SEND: cases[1] },
  overdue: cases[2] === 0 ? {} : { WARNED_SEND: cases[2] },
  ...(cases[1] === 0 ? {} : { decisionTime: { cases: cases[1], p50Minutes: 180 + cases[1] * 40, p90Minutes: 1500 + cases[1] * 200 } }),
});

const weeks = Array.from({ length: 13 }, (_, index) => {
  const begins = new Date(Date.UTC(2026, 7, 31 + index * 7)).toISOString().slice(0, 10);
  const grown = 40 + index * 3;
  return week(
    begins,
    { ALLOW: grown, NOTICE: 6 + (index % 3), WARN: index < 7 ? 9 - (index % 4) : 4, HOLD: index % 3, BLOCK: index % 5 === 0 ? 2 : 0 },
    [3 + (index % 4), index === 4 ? 0 : 2 + (index % 5), index % 6 === 0 ? 1 : 0],
  );
});

const trends = {
  weeks,
  decisionTime: { cases: 49, p50Minutes: 295, p90Minutes: 2820 },
  changes: [
    { at: '2026-09-16T02:00:00Z', kind: 'RULEBOOK', files: ['AU', 'GB'] },
    { at: '2026-10-20T03:00:00Z', kind: 'CLAIMS', files: ['box', 'onedrive'] },
    { at: '2026-10-21T01:00:00Z', kind: 'OWN_RULES', files: [], version: 2 },
  ],
};

const rate = (ruleId: string, interruptions: number, overrides: number, breaches: string[] = [], undecided = overrides) => ({
  ruleId,
  sends: 900,
  interruptions,
  interruptionsPerHundred: (interruptions * 100) / 900,
  overrides,
  overridePercent: interruptions === 0 ? 0 : (overrides * 100) / interruptions,
  breaches,
  became: {
    open: undecided,
    accepted: Math.ceil((overrides - undecided) * 0.7),
    moved: Math.floor((overrides - undecided) * 0.2),
    deleted: 0,
    reported: overrides - undecided - Math.ceil((overrides - undecided) * 0.7) - Math.floor((overrides - undecided) * 0.2),
  },
});

const rates = {
  from: '2026-08-31T00:00:00Z',
  to: '2026-11-28T00:00:00Z',
  budget: { interruptionsPerHundred: 5, overridePercent: 80, leastSends: 20, leastInterruptions: 10 },
  rules: [
    rate('AU-APP8-USE', 52, 47, ['overridden in 47 of 52 interruptions: 90.4 %, where the budget is 80.0 %'], 6),
    rate('AU-VIC-HPP9-UNMET', 24, 9, [], 2),
    rate('ACCOUNT-PERSONAL', 12, 3),
    rate('AU-MHR-COPY', 2, 2),
  ],
};


const versions = {
  inForce: 2,
  versions: [
    {
      number: 3, state: 'PROPOSED', raised: { WARN: 'HOLD' }, house: [], proposedBy: 'adam-admin', proposedAt: '2026-11-20T01:00:00Z',
      reason: 'too many warnings are clicked away',
    },
    {
      number: 2, state: 'PUBLISHED', raised: {}, house: [{ name: 'no-foreign-access', text: 'house: no-foreign-access', mode: 'ON_TRIAL' }],
      proposedBy: 'connie-compliance', proposedAt: '2026-10-20T01:00:00Z', reason: 'we want to see what it would do',
      decidedBy: 'adam-admin', decidedAt: '2026-10-21T01:00:00Z',
    },
    {
      number: 1, state: 'WITHDRAWN', raised: {}, house: [], proposedBy: 'connie-compliance', proposedAt: '2026-10-19T01:00:00Z', reason: 'a slip',
      decidedBy: 'connie-compliance', decidedAt: '2026-10-19T02:00:00Z',
    },
  ],
};

const HASH = '9f2c4b1d'.repeat(8);
const unbroken = { holds: true, first: 1, last: 4312, hash: HASH, signedHeads: 31, verifiedAt: '2026-11-27T02:00:00Z' };
const hold = { id: 'hld_1', reason: 'the matter of the lost phone', setBy: 'connie-compliance', setAt: '2026-11-20T02:00:00Z' };
const law = (id: string, name: string, parent?: string) => ({ id, name, law: `the law of ${name}`, ...(parent === undefined ? {} : { parent }) });
const cell = (offer: string, provider: string, jurisdiction: string, word: string, ageDays?: number) => ({
  offer, provider, product: provider, plan: 'Business', regionSetting: offer, jurisdiction, word, outcome: 'WARN', headline: 'We can\'t tell where this is kept',
  holds: [], reason: { rule: 'AU-APP8-USE', text: 'ciphertext is kept overseas', fix: 'prefer an Australian region' },
  ...(ageDays === undefined
    ? {}
    : { freshest: { aspect: 'CONTENT', places: ['AU'], grade: 'VENDOR_DOC', ageDays, source: 'Box, a page', observedOn: '2026-11-22', superseded: false, rawLabel: '' } }),
});
const matrix = {
  rulebook: '2026-11-22', claims: '2026.11.22', day: '2026-11-27', contractsSigned: true, roles: [],
  cells: ['AU-VIC', 'AU', 'GB'].flatMap((place) => [
    cell('Zone Australia', 'box', place, place === 'GB' ? 'warn' : 'ok', 3),
    cell('no Zones', 'box', place, 'unknown', 40),
    cell('default', 'dropbox', place, place === 'GB' ? 'block' : 'warn', 120),
    cell('no preference', 'dropbox', place, 'unknown'),
  ]),
};
const policy = {
  version: '2026-11-22+88c7d16af557', asOf: '2026-11-22', digest: `sha256:${HASH}`, claims: '2026.11.22', gatewayPlaces: [],
  refused: [{ what: 'claims', at: '2026-11-26T02:00:00Z', problems: [{ file: 'box.yaml', place: '/offers/3', reason: 'a grade is missing' }] }],
  rules: [{ id: 'AU-APP8-USE', jurisdiction: 'AU', severity: 'WARN', text: 'Ciphertext is kept overseas under a contract.' }],
};

const PACK = `pack: AU
schema: residency-pack/1
as_of: 2026-11-22
rules:
  - id: AU-APP8-USE
    severity: WARN
    when: facts.stored.exists(place, place != "AU")
`;

/** A practice that has used the gateway for months. */
const USED: Record<string, Answer> = {
  '/me': me('compliance'),
  '/people': json({ people: [] }),
  '/reviews/trends': json(trends),
  '/reviews/rates': json(rates),
  '/policy/rules': json(versions),
  '/policy/packs': json({ rulebook: `sha256:${HASH}`, packs: [{ name: 'AU', text: PACK }, { name: 'GB', text: PACK.replace('AU', 'GB') }] }),
  '/policy/matrix': json(matrix),
  '/policy/claims': json({ version: '2026.11.22', asOf: '2026-11-22', digest: `sha256:${HASH}`, offers: [] }),
  '/policy/consent-kinds': json({ kinds: [] }),
  '/policy': json(policy),
  '/jurisdictions': json({ jurisdictions: [law('AU', 'Australia'), law('AU-VIC', 'Victoria', 'AU'), law('GB', 'United Kingdom')] }),
  '/destinations': json({ destinations: [] }),
  '/audit/verification': json(unbroken),
  '/audit/heads': json({ heads: [{ number: 4300, hash: HASH, at: '2026-03-03T02:00:00Z', jws: 'a.b.c' }] }),
  '/audit/holds': json({ holds: [hold] }),
  '/audit/events': json({ events: [] }),
};

const SCREENS: readonly { name: string; path: string; fails: readonly string[] }[] = [
  { name: 'trends', path: '/trends', fails: ['/reviews/trends', '/reviews/rates'] },
  { name: 'places', path: '/trends/places', fails: ['/policy/matrix'] },
  { name: 'audit', path: '/audit?type=FILE_VERIFIED', fails: ['/audit/verification', '/audit/events'] },
  { name: 'audit-holds', path: '/audit/holds', fails: ['/audit/holds'] },
  { name: 'rules', path: '/rules', fails: ['/policy/rules'] },
  { name: 'rules-try-packs', path: '/rules/try?what=rulebook', fails: ['/policy/packs'] },
  { name: 'rules-law', path: '/rules/law', fails: ['/policy', '/policy/consent-kinds'] },
  { name: 'rules-claims', path: '/rules/claims', fails: ['/policy/claims'] },
];

const all = (paths: readonly string[], answer: Answer) => Object.fromEntries(paths.map((path) => [path, answer]));

for (const { name, path, fails } of SCREENS) {
  test(`${name} says that it loads, and what to do when the gateway fails`, async ({ page, gateway }) => {
    await play(page, { ...USED, ...all(fails, never) });
    await page.goto(path);
    await expect(page.getByText(/^(Loading…|Checking the whole chain…)$/).first()).toBeVisible();
    await gateway.look(`${name}-loading`);
    gateway.expectErrors(/status of 503/);
    await play(page, all(fails, unavailable));
    await page.reload();
    await expect(page.getByText('The store does not answer.').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
    await gateway.look(`${name}-error`);
    await play(page, Object.fromEntries(fails.map((each) => [each, USED[each] ?? never])));
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByText('The store does not answer.')).toHaveCount(fails.length - 1);
  });
}

test('three months of sends make trends that can be told', async ({ page, gateway }) => {
  await play(page, USED);
  await page.goto('/trends');
  await expect(page.getByText(/Warnings went down/)).toBeVisible();
  await expect(page.getByText(/1 of 4 rules may be crying wolf/)).toBeVisible();
  await expect(page.getByText('Half of the 49 cases were decided within 5 hours, nine of ten within 47 hours.')).toBeVisible();
  await expect(page.getByText(/^People went on after 61 of 90 interruptions: /)).toBeVisible();
  await expect(page.getByText(/^R1 The rulebook changed in AU and GB/)).toBeVisible();
  await gateway.look('trends-full');
  for (const tab of await page.getByRole('tab', { name: 'Table' }).all()) {
    await tab.click();
  }
  await expect(page.getByText('This rule may be crying wolf')).toBeVisible();
  await expect(page.getByRole('cell', { name: /Version 2 of your rules came in force/ })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Nine of ten within' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^AU-APP8-USE 52 47 \d+ \d+ 0 \d+ 6$/ })).toBeVisible();
  await gateway.look('trends-tables');
});

test('few decided cases are counted and not made a trend', async ({ page, gateway }) => {
  await play(page, { ...USED, '/reviews/trends': json({ ...trends, decisionTime: { cases: 3, p50Minutes: 40, p90Minutes: 130 } }) });
  await page.goto('/trends');
  await expect(page.getByText('Only 3 cases were decided in this time: half within 40 minutes, all within 3 hours.')).toBeVisible();
  await gateway.look('trends-few');
});

test('a bad pack is refused with its lines, and a draft outlives leaving the page', async ({ page, gateway }) => {
  gateway.expectErrors(/status of 422/);
  await play(page, {
    ...USED,
    '/policy/simulation': json(
      {
        status: 422,
        code: 'RULES_REFUSED',
        detail: 'everything that is wrong stands under `problems`',
        hint: 'correct it and send it again; nothing was changed',
        problems: [
          { file: 'AU.yaml', place: 'line 7, rule `AU-APP8-USE`', reason: 'there is no fact `stores`\nfacts.stores.exists(place, place != "AU")\n      ^' },
          { file: 'GB.yaml', place: 'line 2', reason: 'the schema is not `residency-pack/1`' },
        ],
      },
      422,
    ),
  });
  await page.goto('/rules/try?what=rulebook');
  const area = page.getByLabel('Text of AU');
  await area.fill(PACK.replace('stored', 'stores'));
  await page.getByRole('button', { name: 'Try the changed AU' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'nothing was tried' });
  await expect(summary.getByRole('link')).toHaveCount(2);
  await gateway.look('rules-try-pack-refused');
  await summary.getByRole('link', { name: /line 7/ }).click();
  await expect(area).toBeFocused();
  expect(await page.evaluate(() => window.getSelection()?.toString())).toContain('stores.exists');
  await summary.getByRole('link', { name: /GB\.yaml/ }).click();
  await expect(page.getByLabel('Text of GB')).toBeVisible();
  await page.goto('/rules');
  await page.goto('/rules/try?what=rulebook&pack=AU');
  await expect(area).toHaveValue(/stores\.exists/);
  await page.getByRole('button', { name: 'Start again from AU as in force' }).click();
  await expect(area).toHaveValue(PACK);
});

test('statements of every age and every verdict are told apart', async ({ page, gateway }) => {
  await play(page, USED);
  await page.goto('/trends/places?provider=box');
  await expect(page.getByText(/For a patient under the law of Victoria, 1 of 2 offers is proven to stay/)).toBeVisible();
  await gateway.look('places-verdicts');
  await page.getByLabel('Provider').selectOption('dropbox');
  await gateway.look('places-ages');
});

test('nothing yet is said plainly, with what to do', async ({ page, gateway }) => {
  await play(page, {
    ...USED,
    '/reviews/trends': json({ weeks: [week('2026-11-23', {}, [0, 0, 0])], changes: [] }),
    '/reviews/rates': json({ ...rates, rules: [] }),
    '/policy/rules': json({ versions: [] }),
    '/audit/holds': json({ holds: [] }),
    '/policy/simulation': json({ rulebook: `sha256:${HASH}`, since: '2026-08-29T00:00:00Z', decisions: 0, changed: 0, changes: [] }),
  });
  await page.goto('/trends');
  await expect(page.getByText('Nothing was sent in this time.').first()).toBeVisible();
  await gateway.look('trends-empty');
  await page.goto('/audit?type=FILE_VERIFIED');
  await expect(page.getByText('No events match.')).toBeVisible();
  await expect(page.getByText(/The first event is number 1, from 3 Mar/)).toBeVisible();
  await gateway.look('audit-empty');
  await page.goto('/audit/export');
  await page.getByRole('button', { name: 'See how much it is' }).click();
  await expect(page.getByText(/No event is in these days/)).toBeVisible();
  await gateway.look('audit-export-empty');
  await page.goto('/audit/holds');
  await expect(page.getByText(/No hold is in force/)).toBeVisible();
  await gateway.look('audit-holds-empty');
  await page.goto('/rules');
  await expect(page.getByText('No proposal is waiting.')).toBeVisible();
  await gateway.look('rules-empty');
  await page.goto('/rules/try');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText(/so there is nothing to try this on/)).toBeVisible();
  await gateway.look('rules-try-empty');
});

test('a broken chain takes the whole page, and says what is still proven', async ({ page, gateway }) => {
  await play(page, {
    ...USED,
    '/audit/verification': json({ ...unbroken, holds: false, last: 4011, fault: { kind: 'edited', number: 4012, text: 'event 4012 is not as it was written' } }),
  });
  await page.goto('/audit');
  await expect(page.getByRole('heading', { name: 'The chain is broken' })).toBeVisible();
  await expect(page.getByText('Events 1 to 4,011 are proven to be as they were written. Later ones are not.')).toBeVisible();
  await gateway.look('audit-broken');
  await page.getByRole('button', { name: 'Search all the same' }).click();
  await expect(page.getByRole('heading', { name: 'Search freely' })).toBeVisible();
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  await expect(page.getByText('The chain is broken')).toBeVisible();
});

test('whoever has another role is told whose page it is', async ({ page, gateway }) => {
  await play(page, { ...USED, '/me': me('clinician') });
  await page.goto('/audit');
  await expect(page.getByText('It is for: compliance staff and auditors.')).toBeVisible();
  await gateway.look('audit-forbidden');
  await page.goto('/trends');
  await expect(page.getByText('This page is not for your role').first()).toBeVisible();
  await gateway.look('trends-forbidden');
});

test('an auditor sees and cannot act, and is told why', async ({ page, gateway }) => {
  await play(page, { ...USED, '/me': me('auditor') });
  await page.goto('/rules');
  await expect(page.getByText('too many warnings are clicked away').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Put|Take) version/ })).toHaveCount(0);
  await gateway.look('rules-auditor');
  await page.goto('/rules/propose');
  await expect(page.getByText(/Auditors look/)).toBeVisible();
  await gateway.look('rules-propose-auditor');
  await page.goto('/audit/holds');
  await expect(page.getByText(/Auditors look/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Lift/ })).toHaveCount(0);
  await gateway.look('audit-holds-auditor');
});

test('without a signal the last answer stays, and says how old it is', async ({ page, gateway }) => {
  await play(page, USED);
  gateway.expectErrors(/ERR_FAILED/);
  for (const { name, path, fails } of SCREENS.filter((each) => ['trends', 'rules', 'audit-holds'].includes(each.name))) {
    await play(page, USED);
    await page.goto(path);
    await expect(page.getByRole('status', { name: 'Loading…' })).toHaveCount(0);
    await expect(page.getByText('Loading…')).toHaveCount(0);
    await play(page, all(fails, silence));
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await expect(page.getByText(/^No answer just now/).first()).toBeVisible();
    await gateway.look(`${name}-offline`);
  }
});

test('who comes second is shown what the other one did', async ({ page, gateway }) => {
  gateway.expectErrors(/status of 409/);
  await play(page, {
    ...USED,
    '/policy/rules/3/publication': json(
      { status: 409, code: 'NOT_NOW', detail: 'these rules are no proposal any more', hint: 'look at the list of versions' },
      409,
    ),
  });
  await page.goto('/rules');
  await page.getByRole('button', { name: 'Put version 3 in force' }).click();
  const [third, ...others] = versions.versions;
  await play(page, { '/policy/rules': json({ inForce: 3, versions: [{ ...third, state: 'PUBLISHED', decidedBy: 'carl-compliance', decidedAt: '2026-11-27T01:00:00Z' }, ...others] }) });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/published by carl-compliance/)).toBeVisible();
  await expect(page.getByText('These rules are no proposal any more.')).toBeVisible();
  await gateway.look('rules-conflict');
});
