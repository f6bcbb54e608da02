/** The clinician's screens in the states that a gateway does not show at will: loading, empty, refused, silent, and each state of a send. */
import type { Page, Route } from '@playwright/test';
import { expect, test } from './story';

const PERSON = 'clara-clinician';
const ID = 'trf_01jd9abcdefghjkmnpqrstvwxy';

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const json = (body: unknown, status = 200) => (route: Route) =>
  route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });
const problem = (status: number, code: string, detail: string, hint: string) =>
  json({ type: `/problems/${code.toLowerCase()}`, title: code, status, code, detail, hint }, status);
const unavailable = problem(503, 'UNSAFE', 'the gateway is being looked after', 'try again in a few minutes');

const line = (aspect: string, places: string[], grade = 'TENANT_MEASURED') => ({
  aspect, places, grade, ageDays: 0, source: 'the account', observedOn: '2026-11-27', superseded: false, rawLabel: '',
});

function place(id: string, name: string, verdict: object, rest: object = {}) {
  return {
    id, name, provider: 'box', plan: '', usable: true, available: true, asking: false, preselected: false, ...rest,
    verdict: {
      word: 'ok', outcome: 'ALLOW', action: 'PROCEED', headline: 'Stays in Australia', sentence: '', holds: [], findings: [],
      checkedAt: new Date().toISOString(), evidence: [line('CONTENT', ['AU'])], ...verdict,
    },
  };
}

const BLOCKED = {
  word: 'block', outcome: 'BLOCK', action: 'BLOCK', headline: 'Leaves Australia – not allowed here', evidence: [line('CONTENT', ['US'])],
};

test.describe('the chooser', () => {
  const destinations = '**/api/v1/destinations?*';
  const open = async (page: Page, gateway: { as: (person: typeof PERSON, path: string) => Promise<void> }, handler: (route: Route) => Promise<void>) => {
    await page.route(destinations, handler);
    await gateway.as(PERSON, '/');
  };

  test('says that it loads', async ({ page, gateway }) => {
    await open(page, gateway, () => new Promise<void>(() => undefined));
    await expect(page.getByText('Loading…')).toBeVisible();
    await gateway.look('chooser-loading');
  });

  test('is no dead end when nothing is set up', async ({ page, gateway }) => {
    await open(page, gateway, json({ destinations: [] }));
    await expect(page.getByRole('heading', { name: 'No storage is set up yet.' })).toBeVisible();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy a note for them' }).click();
    await expect(page.getByText('Copied. Paste it into a message.')).toBeVisible();
    await gateway.look('chooser-empty');
  });

  test('is no dead end when everything is blocked', async ({ page, gateway }) => {
    await open(page, gateway, json({ destinations: [place('a', 'Google Drive', BLOCKED), place('b', 'Dropbox', BLOCKED)] }));
    await expect(page.getByRole('heading', { name: 'None of these can take this file.' })).toBeVisible();
    await expect(page.getByRole('radio', { name: /Google Drive.*not allowed here/s })).toBeDisabled();
    await gateway.look('chooser-blocked');
  });

  test('says why a place takes no files now, and never shows old proof as green', async ({ page, gateway }) => {
    const old = new Date(Date.now() - 26 * 60 * 60 * 1000).toISOString();
    await open(page, gateway, json({
      destinations: [
        place('a', 'OneDrive', {}, { preselected: true }),
        place('b', 'Box', {}, { available: false, waiting: 'sending there is stopped: the folder moved' }),
        place('c', 'Old proof', { checkedAt: old }),
        place('d', 'Still asked', {}, { asking: true }),
        place('e', 'Nearly full', {}, { space: { photos: 12, text: 'about 12 photos left', asOf: old } }),
      ],
    }));
    await expect(page.getByRole('radio', { name: /Box.*Not taking files now.*the folder moved/s })).toBeDisabled();
    await expect(page.getByRole('radio', { name: /Old proof.*We can’t tell where this is kept/s })).toBeEnabled();
    await expect(page.getByRole('radio', { name: /OneDrive.*Stays in Australia/s })).toBeChecked();
    await gateway.look('chooser-mixed');
  });

  test('says that the gateway is not well, and tries again', async ({ page, gateway }) => {
    gateway.expectErrors(/status of 503/);
    await open(page, gateway, unavailable);
    await expect(page.getByText('The gateway is being looked after.')).toBeVisible();
    await gateway.look('chooser-error');
    await page.unroute(destinations);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('radio', { checked: true })).toBeVisible();
  });

  test('says that it is not for this person', async ({ page, gateway }) => {
    gateway.expectErrors(/status of 403/);
    await open(page, gateway, problem(403, 'FORBIDDEN', 'your role does not allow this', 'ask your practice manager'));
    await expect(page.getByText('Your role does not allow this.')).toBeVisible();
    await gateway.look('chooser-forbidden');
  });

  test('says that there is no signal, and keeps what it knew', async ({ page, context, gateway }) => {
    gateway.expectErrors(/ERR_INTERNET_DISCONNECTED/);
    await gateway.as(PERSON, '/');
    await expect(page.getByRole('radio', { checked: true })).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText('No signal. What you see may be old.')).toBeVisible();
    await expect(page.getByRole('radio', { checked: true })).toBeVisible();
    await gateway.look('chooser-offline');
    await context.setOffline(false);
    await expect(page.getByText('No signal. What you see may be old.')).toBeHidden();
  });
});

test('an admin is led to their own work instead of the chooser', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/');
  await expect(page).toHaveURL(/\/storage$/);
  await expect(page.getByRole('link', { name: 'Send a file' })).toHaveCount(0);
});

test.describe('my sends', () => {
  const mine = '**/api/v1/transfers?mine=true*';

  test('says that nothing was sent yet, and where to begin', async ({ page, gateway }) => {
    await page.route(mine, json({ transfers: [] }));
    await gateway.as(PERSON, '/transfers');
    await expect(page.getByText('Nothing sent yet today.')).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Send a file' })).toBeVisible();
    await gateway.look('sends-empty');
  });

  test('says that it loads', async ({ page, gateway }) => {
    await page.route(mine, () => new Promise<void>(() => undefined));
    await gateway.as(PERSON, '/transfers');
    await expect(page.getByText('Loading…')).toBeVisible();
    await gateway.look('sends-loading');
  });

  test('says what is wrong', async ({ page, gateway }) => {
    gateway.expectErrors(/status of 503/);
    await page.route(mine, unavailable);
    await gateway.as(PERSON, '/transfers');
    await expect(page.getByText('The gateway is being looked after.')).toBeVisible();
    await gateway.look('sends-error');
  });
});

const BASE = {
  id: ID, state: 'RECEIVING', destinationId: 'dst_1', destinationName: 'OneDrive - practice library', provider: 'onedrive',
  size: 8_400_000, received: 8_400_000, sent: 0, uploadUrl: `/api/v1/uploads/${ID}`,
  decision: {
    id: 'dec_1', outcome: 'ALLOW', action: 'PROCEED', holds: [], rulebook: 'sha256:0', decidedAt: '2026-11-27T02:00:00Z',
    findings: [], evidence: [line('CONTENT', ['AU'])], outranked: [], tried: [],
  },
  createdAt: '2026-11-27T02:00:00Z', updatedAt: '2026-11-27T02:01:00Z', links: {},
};
const WARNING = {
  id: 'AU-APP8-USE', severity: 'WARN', jurisdiction: 'AU', text: 'File details are kept abroad.', fix: '', remedies: [], sources: [],
};
const HOLD = { ...WARNING, id: 'AU-APP8-NO-CONTRACT', severity: 'HOLD', remedies: ['CONTRACT'] };
const failure = { kind: 'UNAVAILABLE', message: '', hint: '', retryAt: '2026-11-27T02:05:00Z' };

const STATES: [name: string, answer: object, heading: RegExp][] = [
  ['receiving-elsewhere', { received: 5_242_880 }, /^Choose the same file again$/],
  ['received', { state: 'RECEIVED' }, /^Your file is at the gateway$/],
  ['acknowledgement', { state: 'AWAITING_ACKNOWLEDGEMENT', decision: { ...BASE.decision, outcome: 'WARN', findings: [WARNING] } }, /^We need your reason$/],
  ['held', { state: 'HELD', decision: { ...BASE.decision, outcome: 'HOLD', findings: [HOLD] } }, /^On hold$/],
  ['held-consent', { state: 'HELD', decision: { ...BASE.decision, outcome: 'HOLD', findings: [{ ...HOLD, remedies: ['CONSENT'] }] } }, /^On hold$/],
  ['queued', { state: 'QUEUED' }, /^Waiting to send to OneDrive/],
  ['queued-silent', { state: 'QUEUED', failure }, /^Waiting to send to OneDrive/],
  ['queued-reconnect', { state: 'QUEUED', failure: { ...failure, kind: 'REAUTHORISE' } }, /^Waiting to send to OneDrive/],
  ['sending', { state: 'SENDING', sent: 5_208_000 }, /^Sending to OneDrive - practice library… 62%$/],
  ['committing', { state: 'COMMITTING', sent: 8_400_000 }, /^Finishing in OneDrive/],
  ['checking', { state: 'STORED', sent: 8_400_000 }, /^Checking the copy$/],
  ['verified', { state: 'VERIFIED', sent: 8_400_000, verification: 'READ_BACK' }, /^Stored in OneDrive - practice library, Australia$/],
  ['verified-place-open', { state: 'VERIFIED', sent: 8_400_000, verification: 'MATCHED', decision: { ...BASE.decision, evidence: [line('CONTENT', ['ZZ'], 'UNKNOWN')] } }, /^Stored in OneDrive - practice library$/],
  ['refused', { state: 'REFUSED', received: 65_536, refusal: { code: 'ENVELOPE_NOT_SEALED', looksLike: 'a JPEG photo', message: '', hint: '' } }, /^This file isn’t encrypted$/],
  ['failed', { state: 'FAILED', failure: { kind: 'QUOTA_EXHAUSTED', message: 'the account is full', hint: 'free some space, then try again' } }, /^Not sent to OneDrive/],
  ['quarantined', { state: 'QUARANTINED', verification: 'MISMATCHED' }, /^The copy does not match$/],
  ['cancelled', { state: 'CANCELLED' }, /^You stopped this send$/],
];

test.describe('a send', () => {
  const events = `**/api/v1/transfers/${ID}/events`;
  const one = `**/api/v1/transfers/${ID}`;
  const open = async (page: Page, answer: object) => {
    await page.route(events, (route) => route.abort());
    await page.route(one, json({ ...BASE, ...answer }));
  };

  for (const [name, answer, title] of STATES) {
    test(`says what is so when it is ${name}`, async ({ page, gateway }) => {
      gateway.expectErrors(/ERR_FAILED/);
      await open(page, answer);
      await gateway.as(PERSON, `/transfers/${ID}`);
      await expect(heading(page, title)).toBeVisible();
      await gateway.look(`send-${name}`);
    });
  }

  test('can be looked at by whoever may not act, and says so', async ({ page, gateway }) => {
    gateway.expectErrors(/ERR_FAILED/);
    await open(page, { state: 'HELD', decision: { ...BASE.decision, outcome: 'HOLD', findings: [HOLD] } });
    await gateway.as('connie-compliance', `/transfers/${ID}`);
    await expect(page.getByRole('heading', { name: 'You can look, but not act' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop this send' })).toHaveCount(0);
    await gateway.look('send-forbidden');
  });

  test('that does not exist is said to be so', async ({ page, gateway }) => {
    gateway.expectErrors(/status of 404/);
    await gateway.as(PERSON, '/transfers/trf_00000000000000000000000000');
    await expect(page.getByRole('alert')).toBeVisible();
    await gateway.look('send-unknown');
  });

  test('says that it loads', async ({ page, gateway }) => {
    await page.route(one, () => new Promise<void>(() => undefined));
    await gateway.as(PERSON, `/transfers/${ID}`);
    await expect(page.getByText('Loading…')).toBeVisible();
    await gateway.look('send-loading');
  });

  test('shows what was known while the gateway is silent', async ({ page, context, gateway }) => {
    gateway.expectErrors(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
    await open(page, { state: 'SENDING', sent: 5_208_000 });
    await gateway.as(PERSON, `/transfers/${ID}`);
    await expect(heading(page, /62%$/)).toBeVisible();
    await page.unroute(one);
    await page.route(one, (route) => route.abort());
    await context.setOffline(true);
    await expect(page.getByText(/^No answer just now/)).toBeVisible({ timeout: 30_000 });
    await expect(heading(page, /62%$/)).toBeVisible();
    await gateway.look('send-offline');
  });
});
