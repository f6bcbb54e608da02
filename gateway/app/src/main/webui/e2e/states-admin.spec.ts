/** The storage screens while they load, when they are empty, refused, broken or cut off, and when somebody else came first. */
import type { Page } from '@playwright/test';
import { expect, test } from './story';

/** All that the screens ask for, but who is signed in. */
const DATA = /\/api\/v1\/(?!me)/;

interface Screen {
  name: string;
  path: string;
  /** What stands there once it is loaded. */
  shows: (page: Page) => ReturnType<Page['getByText']>;
  /** Whether it is asked again while it is looked at, so that it can get old. */
  ages?: boolean;
}

const SCREENS: readonly Screen[] = [
  { name: 'storage', path: '/storage', shows: (page) => page.getByText('are proven to keep files'), ages: true },
  { name: 'destination', path: '/storage/box-australia', shows: (page) => page.getByText('110012', { exact: true }), ages: true },
  { name: 'task', path: '/storage/box-australia/steps/contract', shows: (page) => page.getByText('Whose task'), ages: true },
  { name: 'proofs', path: '/storage/box-australia/proofs', shows: (page) => page.getByText('A proof sends'), ages: true },
  { name: 'papers', path: '/storage/box-australia/papers', shows: (page) => page.getByText('count for this storage'), ages: true },
  { name: 'use', path: '/storage/box-australia/use', shows: (page) => page.getByText('Who may send files there?'), ages: true },
  { name: 'accounts', path: '/storage/accounts', shows: (page) => page.getByRole('heading', { name: 'box-au' }), ages: true },
  { name: 'expiries', path: '/storage/expiries', shows: (page) => page.getByRole('main').locator('h1 ~ *').first(), ages: true },
  { name: 'setup', path: '/storage/setup', shows: (page) => page.getByText('Download the file'), ages: true },
  { name: 'new', path: '/storage/new', shows: (page) => page.getByRole('heading', { name: 'Google Drive' }), ages: true },
  { name: 'new-account', path: '/storage/new/account/box', shows: (page) => page.getByText('A short name for the account') },
  { name: 'new-destination', path: '/storage/new/destination?account=box-au', shows: (page) => page.getByText('What should people call it?'), ages: true },
];

const refusal = (status: number, code: string, detail: string, hint: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ status, code, detail, hint }),
});

for (const screen of SCREENS) {
  test(`${screen.name} loads, is refused, breaks and is cut off, in words`, async ({ page, gateway }) => {
    // Four states, each looked at in three ways.
    test.slow();
    gateway.expectErrors(/status of (403|503)/, /ERR_FAILED|net::/);
    await gateway.as('adam-admin', '/storage/accounts');

    await page.route(DATA, () => undefined);
    await page.goto(screen.path);
    await expect(page.getByText('Loading…').first()).toBeVisible();
    await gateway.look(`${screen.name}-loading`);
    await page.unrouteAll();

    await page.route(DATA, (route) => route.fulfill(refusal(503, 'NOT_NOW', 'the gateway is starting', 'try again in a moment')));
    await page.goto(screen.path);
    await expect(page.getByText('The gateway is starting.').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
    await gateway.look(`${screen.name}-error`);
    await page.unrouteAll();

    await page.route(DATA, (route) => route.fulfill(refusal(403, 'FORBIDDEN', 'your role does not allow this', 'ask your practice admin')));
    await page.goto(screen.path);
    await expect(page.getByText('Your role does not allow this.').first()).toBeVisible();
    await gateway.look(`${screen.name}-forbidden`);
    await page.unrouteAll();

    await page.goto(screen.path);
    await expect(screen.shows(page).first()).toBeVisible();
    if (screen.ages === true) {
      await page.route(DATA, (route) => route.abort());
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await expect(page.getByText('No answer just now.').first()).toBeVisible();
      await gateway.look(`${screen.name}-offline`);
    }
  });
}

const json = (body: unknown) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });

test('what is empty says what to do', async ({ page, gateway }) => {
  test.slow();
  await gateway.as('adam-admin', '/storage/accounts');
  await page.route('**/api/v1/destinations', (route) => route.fulfill(json({ destinations: [] })));
  await page.goto('/storage');
  await expect(page.getByRole('heading', { name: 'Start with the storage you already pay for.' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add storage' })).toBeVisible();
  await gateway.look('storage-empty');

  await page.route('**/api/v1/connections', (route) => route.fulfill(json({ connections: [] })));
  await page.goto('/storage/accounts');
  await expect(page.getByRole('heading', { name: 'No account is set up yet' })).toBeVisible();
  await gateway.look('accounts-empty');
  await page.goto('/storage/new');
  await expect(page.getByRole('heading', { name: 'Set up another account' })).toBeVisible();
  await gateway.look('new-empty');
  await page.goto('/storage/new/destination');
  await expect(page.getByRole('heading', { name: 'Choose an account first' })).toBeVisible();
  await gateway.look('new-destination-empty');
  await page.goto('/storage/new/account/none');
  await expect(page.getByRole('heading', { name: 'There is no such provider' })).toBeVisible();
  await gateway.look('new-account-unknown');

  await page.route('**/api/v1/expiries', (route) => route.fulfill(json({ expiries: [], alerts: [] })));
  await page.goto('/storage/expiries');
  await expect(page.getByRole('heading', { name: 'Nothing ends soon' })).toBeVisible();
  await gateway.look('expiries-empty');

  await page.route('**/api/v1/destinations/*/proofs', (route) => route.fulfill(json({ proofs: [] })));
  await page.goto('/storage/box-australia/proofs');
  await expect(page.getByRole('heading', { name: 'No proof was made yet' })).toBeVisible();
  await gateway.look('proofs-empty');

  await page.route('**/api/v1/destinations/*/evidence', async (route) => {
    const page_ = (await (await route.fetch()).json()) as object;
    await route.fulfill(json({ ...page_, papers: [], attestations: [] }));
  });
  await page.goto('/storage/box-australia/papers');
  await expect(page.getByText('No paper is on file.')).toBeVisible();
  await gateway.look('papers-empty');
  await page.goto('/storage/box-australia/steps/none');
  await expect(page.getByRole('heading', { name: 'There is no such task' })).toBeVisible();
  await gateway.look('task-unknown');
});

test('a calendar with alerts, and what has ended, is told in words and in a picture', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/accounts');
  const ends = (kind: string, target: string, subject: string, on: string, daysLeft: number) => ({
    kind,
    about: kind === 'GRANT' || kind === 'SECRETS' ? 'CONNECTION' : 'DESTINATION',
    target,
    subject,
    on,
    daysLeft,
    hint: 'renew it before that day',
  });
  await page.route('**/api/v1/expiries', (route) =>
    route.fulfill(
      json({
        expiries: [
          ends('PAPER', 'box-australia', 'DPA', '2026-11-20', -7),
          ends('ATTESTATION', 'onedrive-unknown', 'CONTENT', '2026-12-04', 7),
          ends('SECRETS', 'onedrive-au', 'onedrive-au', '2027-01-15', 49),
          ends('REVIEW', 'dropbox-australia', 'review', '2027-02-20', 85),
        ],
        alerts: [
          { id: 'a1', kind: 'PAPER', target: 'box-australia', subject: 'DPA', on: '2026-11-20', step: 0, raisedAt: '2026-11-21T00:00:00Z' },
          { id: 'a2', kind: 'ATTESTATION', target: 'onedrive-unknown', subject: 'CONTENT', on: '2026-12-04', step: 7, raisedAt: '2026-11-27T00:00:00Z' },
        ],
      }),
    ),
  );
  await page.goto('/storage/expiries');
  await expect(page.getByText('1 thing has ended already.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'January 2027' })).toBeVisible();
  await expect(page.getByText('A paper: DPA of Box - Australia zone has ended.')).toBeVisible();
  await gateway.look('expiries-alerts');
});

test('a proof that fails says which act failed, and what is left', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/box-australia/proofs');
  const at = '2026-11-27T03:00:00Z';
  const failed = {
    id: 'prf_1', destinationId: 'box-australia', provider: 'box', proven: false, failedAt: 'COMPARE_DIGEST', madeBy: 'adam-admin',
    startedAt: at, endedAt: at, size: 4296, sent: {}, told: {}, observations: [], left: '1234567',
    steps: [
      { act: 'WRITE', result: 'DONE', at, detail: 'stored' },
      { act: 'FIND', result: 'DONE', at, detail: 'an object of 4296 bytes, 4296 were sent' },
      { act: 'COMPARE_DIGEST', result: 'FAILED', at, detail: "the provider's digest is another one" },
      { act: 'DELETE', result: 'FAILED', at, detail: 'the provider did not answer' },
    ],
  };
  await page.route('**/api/v1/destinations/*/proof', (route) => route.fulfill(json(failed)));
  await page.getByRole('button', { name: 'Send a proof' }).click();
  await expect(page.getByText('The proof stopped at: Compare fingerprints.')).toBeVisible();
  await expect(page.getByText('A file is left at the provider: 1234567. Delete it there.')).toBeVisible();
  await gateway.look('proofs-failed');
});

test('an account that died, and one with too few permissions, say what to do', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage');
  const needed = [
    { name: 'files.content.write', required: true, reason: 'Storing files.' },
    { name: 'events.read', required: false, reason: 'Reading where the data was placed.' },
  ];
  const account = (id: string, state: string, more: object) => ({
    id, provider: 'dropbox', actsAs: 'person', state, connectedBy: 'adam-admin', connectedAt: '2026-10-01T00:00:00Z',
    scopes: { needed, granted: ['events.read', 'sharing.write'], missing: ['files.content.write'], more: ['sharing.write'] },
    transfersWaiting: 0, ...more,
  });
  await page.route('**/api/v1/connections', (route) =>
    route.fulfill(
      json({
        connections: [
          account('dropbox-au', 'RECONNECT_NEEDED', { deadSince: '2026-11-26T00:00:00Z', reason: 'the grant was withdrawn', hint: 'reconnect the account', transfersWaiting: 3 }),
          account('dropbox-two', 'DISCONNECTING', {}),
          account('dropbox-three', 'MISCONFIGURED', { reason: 'setting `app-key` is wrong', hint: 'correct the settings' }),
        ],
      }),
    ),
  );
  gateway.expectErrors(/status of 404/);
  await page.goto('/storage/accounts');
  const dead = page.getByRole('article', { name: 'dropbox-au' });
  await expect(dead.getByText('Needs reconnecting')).toBeVisible();
  await dead.getByText('Permissions', { exact: true }).click();
  await expect(dead.getByText('missing', { exact: true })).toBeVisible();
  await gateway.look('accounts-dead');
});

test('a change that came second shows theirs', async ({ page, gateway }) => {
  gateway.expectErrors(/status of (409|412|422)/);
  await gateway.as('adam-admin', '/storage');
  const settings = {
    version: 3, id: 'box-australia', name: 'Box - Australia zone', provider: 'box', connection: 'box-au', folder: '300001',
    plan: 'Box Enterprise with Zones', use: { roles: ['clinician'], persons: ['ann'], reviewOn: '2027-02-01' }, declaredIn: 'API', stops: [],
  };
  await page.route('**/api/v1/destinations/box-australia', (route) =>
    route.fulfill(
      route.request().method() === 'GET'
        ? json(settings)
        : refusal(412, 'SETUP_CHANGED', 'somebody changed the set-up', 'read it again'),
    ),
  );
  await page.goto('/storage/box-australia/use');
  await page.getByLabel('When do you look at it again?').fill('2020-01-01');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').getByText('Choose a day that is not past')).toBeVisible();
  await page.getByLabel('When do you look at it again?').fill('2027-03-01');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'It was changed meanwhile' })).toBeVisible();
  await expect(page.getByText('1 Feb 2027')).toBeVisible();
  await gateway.look('use-conflict');

  await page.goto('/storage/setup');
  await page.getByLabel('The set-up as it should be').fill('practices:\n- id: harbour\n  nonsense: 1\n');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByRole('heading', { name: 'The file cannot be used yet' })).toBeVisible();
  await gateway.look('setup-problems');
});

test('an auditor’s look: a stop stands, with who and why, and only some may lift it', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage');
  const stop = { scope: 'CONNECTION', target: 'box-au', reason: 'the app was replaced', stoppedBy: 'connie-compliance', stoppedAt: '2026-11-27T03:00:00Z', underWay: 12 };
  await page.route('**/api/v1/stops', (route) => route.fulfill(json({ stops: [stop] })));
  await page.route('**/api/v1/me', async (route) => {
    const me = (await (await route.fetch()).json()) as { practice: object };
    await route.fulfill(json({ ...me, roles: ['auditor'] }));
  });
  await page.goto('/storage/box-australia');
  await expect(page.getByRole('heading', { name: 'Sending by its account is stopped' })).toBeVisible();
  await expect(page.getByText('12 files wait until it goes on.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let it go on' })).toHaveCount(0);
  await expect(page.getByText('You can look. Only a practice admin changes this.')).toBeVisible();
  await gateway.look('destination-auditor');
  await page.goto('/storage');
  await expect(page.getByText('Stopped', { exact: true }).first()).toBeVisible();
  await gateway.look('storage-auditor');
});
