/** What a practice admin does: proves storage, follows its guide, connects an account, stops sending, and keeps the papers. */
import type { Page } from '@playwright/test';
import { expect, test } from './story';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** A word that no story before this one gave to anything. */
const fresh = () => Date.now().toString(36);

const main = (page: Page) => page.getByRole('main');

test('an admin sees which storage is proven, and how', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage');
  await expect(page.getByRole('heading', { level: 1, name: 'Storage' })).toBeVisible();
  await expect(page.getByText(/of \d+ are proven to keep files where your rules ask/)).toBeVisible();
  const box = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Box - Australia zone' }) });
  await expect(box.getByText('Stays in Australia')).toBeVisible();
  await expect(box.getByText('Signs in by itself')).toBeVisible();
  await gateway.look('storage');
});

test('an admin follows the guide of Box step by step, and asks Box now', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/box-australia');
  await expect(page.getByRole('heading', { level: 1, name: 'Box - Australia zone' })).toBeVisible();
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence.getByText('110012', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Checked Box - Australia zone just now.')).toBeVisible();
  await gateway.look('storage-box');

  const tasks = page.getByRole('region', { name: 'Tasks' });
  await tasks.getByRole('link', { name: 'Connect Box' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connect Box' })).toBeFocused();
  await expect(page.getByText('nothing is to be connected')).toBeVisible();
  for (const task of ['Use an enterprise account', 'See who owns the folder', 'Let Onshore read the zone', 'The owner’s zone']) {
    await page.getByRole('link', { name: /^Next task/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: task.replace('’', "'") })).toBeVisible();
  }
  await expect(page.getByText('In its own words: “Australia”')).toBeVisible();
  await gateway.look('storage-step-zone');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Let Onshore read the zone' })).toBeVisible();
});

test('an admin approves who is behind the folder', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/box-australia/steps/approve');
  await expect(page.getByRole('table', { name: 'Who is behind it' }).getByText('110012').first()).toBeVisible();
  await gateway.look('storage-step-approve');
  await page.getByRole('button', { name: 'This is who we expect' }).click();
  await expect(page.getByText('Approved. A change of owner will be noticed.')).toBeVisible();
  await expect(page.getByText('By you', { exact: true })).toBeVisible();
});

test('an admin sends a proof and sees each act done', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/box-australia/proofs');
  await page.getByRole('button', { name: 'Send a proof' }).click();
  const acts = page.getByRole('list', { name: 'What was done' });
  for (const act of ['Store the file', 'Find it again', 'Compare fingerprints', 'Read it back', 'Ask where it rests', 'Remove it']) {
    await expect(acts.getByRole('listitem').filter({ hasText: act }).getByText('Done')).toBeVisible();
  }
  await expect(page.getByRole('table', { name: 'Proofs before' }).getByText('Stored, matched, removed.').first()).toBeVisible();
  await gateway.look('storage-proofs');
  await page.getByRole('link', { name: 'Back to Box - Australia zone' }).click();
  await expect(page.getByRole('region', { name: 'Evidence' }).getByText('Stored, matched, removed.')).toBeVisible();
});

test('an admin puts a paper on file, which is then in the calendar, and takes it back', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/google-anywhere');
  await expect(page.getByRole('heading', { name: 'Until it is proven, you decide' })).toBeVisible();
  await gateway.look('storage-google');
  await page.getByRole('link', { name: 'Put the contract on file' }).last().click();
  await page.getByRole('button', { name: 'Put it on file' }).click();
  await expect(page.getByRole('alert').getByText('Choose the sort of paper')).toBeVisible();
  await gateway.look('storage-papers-errors');
  const kind = `SCC-${fresh().toUpperCase()}`;
  await page.getByLabel(/^Contract/).check();
  await page.getByLabel('Which one?').fill(kind);
  await page.getByLabel('When was it signed?').fill(inDays(-10));
  await page.getByLabel('When does it end?').fill(inDays(25));
  await page.getByLabel('Where do you keep it?').fill('contracts/google/7');
  await page.getByRole('button', { name: 'Put it on file' }).click();
  await expect(page.getByText('The paper is on file.')).toBeVisible();
  const papers = page.getByRole('table', { name: 'Papers on file' });
  await expect(papers.getByRole('row').filter({ hasText: kind })).toBeVisible();
  await gateway.look('storage-papers');

  await page.goto('/storage/expiries');
  await expect(page.getByText(/thing ends within 30 days|things end within 30 days/)).toBeVisible();
  await expect(main(page).getByText(`Renew paper ${kind}, and put the new one on file.`)).toBeVisible();
  await page.getByRole('tab', { name: 'Table' }).click();
  await expect(page.getByRole('table', { name: 'Evidence ageing' }).getByText('A paper').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Chart' }).click();
  await gateway.look('storage-expiries');

  await page.goto('/storage/google-anywhere/papers');
  await page.getByRole('button', { name: `Withdraw ${kind}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(papers.getByRole('row').filter({ hasText: kind })).toHaveCount(0);
});

test('an admin attests with a picture what the provider does not tell programs', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/onedrive-unknown/steps/data-location');
  await page.getByLabel('Copies of the files for emergencies').check();
  await page.getByLabel('Which countries stand there?').fill('au');
  await page.getByLabel('Where does it stand?').fill('Microsoft 365 admin centre, Data location');
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await page.getByLabel('A picture of that page').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
  await gateway.look('storage-step-attest');
  await page.getByRole('button', { name: 'Attest it' }).click();
  await expect(page.getByText('The attestation is on file.')).toBeVisible();

  await page.goto('/storage/onedrive-unknown/papers');
  const attestations = page.getByRole('table', { name: 'Attestations on file' });
  await expect(attestations.getByText('Backups are kept in').first()).toBeVisible();
  const picture = page.waitForEvent('download');
  await attestations.getByRole('link', { name: /^Download the picture/ }).first().click();
  await picture;
  await attestations.getByRole('button', { name: /^Withdraw/ }).first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
});

test('an admin connects an account on the provider’s own page', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/accounts');
  await expect(page.getByRole('heading', { name: 'onedrive-personal' })).toBeVisible();
  await gateway.look('storage-accounts');
  // The page that the provider leads back to has no icon of its own.
  gateway.expectErrors(/favicon/);
  const account = page.getByRole('article', { name: 'onedrive-personal' });
  await account.getByRole('button', { name: /onnect on OneDrive’s page/ }).click();
  await page.getByRole('button', { name: 'Allow as personal' }).click();
  await expect(page.getByRole('heading', { name: 'The account is connected' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to Onshore' }).click();
  await page.goto('/storage/accounts');
  await expect(account.getByText('Connected', { exact: true })).toBeVisible();
  await expect(account.getByText('You', { exact: true })).toBeVisible();
  await account.getByRole('button', { name: 'Disconnect' }).click();
  await gateway.look('storage-disconnect');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(account.getByText('Disconnected')).toBeVisible();
});

test('an admin stops a destination, sees it stopped everywhere, and lets it go on', async ({ page, gateway }) => {
  await gateway.as('adam-admin', '/storage/disk-abroad');
  await page.getByRole('button', { name: 'Stop sending there' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText('New files are refused at once.')).toBeVisible();
  await expect(question.getByText(/on (its|the) way now/)).toBeVisible();
  await question.getByRole('button', { name: 'Stop it now' }).click();
  await expect(question.getByText('Say why in a few words')).toBeVisible();
  await gateway.look('storage-stop');
  await question.getByLabel('Why do you stop it?').fill('The partner moves its server room');
  await question.getByRole('button', { name: 'Stop it now' }).click();
  await expect(page.getByRole('heading', { name: 'Sending there is stopped' })).toBeVisible();
  await gateway.look('storage-stopped');
  await page.getByRole('link', { name: 'All storage' }).click();
  const disk = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Partner clinic' }) });
  await expect(disk.getByText('Stopped', { exact: true })).toBeVisible();
  await disk.getByRole('link', { name: 'Partner clinic' }).click();
  await page.getByRole('button', { name: 'Let it go on' }).click();
  await question.getByRole('button', { name: 'Let it go on' }).click();
  await expect(page.getByRole('heading', { name: 'Sending there is stopped' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Stop sending there' })).toBeVisible();
});

test('an admin adds storage, plans the next look, and changes the set-up by a file', async ({ page, gateway }) => {
  const name = `Box second ${fresh()}`;
  const id = name.toLowerCase().replaceAll(' ', '-');
  await gateway.as('adam-admin', '/storage/new');
  await expect(page.getByRole('heading', { level: 3, name: 'Dropbox' })).toBeVisible();
  await gateway.look('storage-new');
  await page.getByRole('link', { name: 'Use box-au' }).click();
  await page.getByRole('button', { name: 'Save and see the tasks' }).click();
  await expect(page.getByRole('alert').getByText('Enter a name', { exact: true })).toBeVisible();
  await page.getByLabel('What should people call it?').fill(name);
  await page.getByLabel('Folder').fill('300001');
  await page.getByLabel('Which plan do you pay for?').fill('Box Enterprise with Zones');
  await page.getByLabel('Which product is it?').selectOption('box-enterprise-zone-au');
  await gateway.look('storage-new-destination');
  await page.getByRole('button', { name: 'Save and see the tasks' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('link', { name: 'Who may use it, and the next look' }).click();
  await page.getByLabel('When do you look at it again?').fill(inDays(90));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. The next look is in the calendar.')).toBeVisible();
  await gateway.look('storage-use');

  await page.goto('/storage/setup');
  await page.getByRole('button', { name: 'Start from the set-up now' }).click();
  const text = page.getByLabel('The set-up as it should be');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByRole('heading', { name: 'It changes nothing' })).toBeVisible();
  const [before = '', ours = ''] = (await text.inputValue()).split(`- id: ${id}\n`);
  await text.fill(`${before}- id: ${id}\n${ours.replace(`review-on: ${inDays(90)}`, `review-on: ${inDays(60)}`)}`);
  await page.getByRole('button', { name: 'Show what would change' }).click();
  const row = page.getByRole('table', { name: 'What would change' }).getByRole('row').filter({ hasText: id });
  await expect(row.getByText('Changed')).toBeVisible();
  await expect(row.getByText('use (who may, and the next look)')).toBeVisible();
  await page.getByText(`See the lines of Storage ${id}`).click();
  await expect(page.getByRole('listitem').filter({ hasText: `review-on: ${inDays(90)}` })).toContainText('Removed: ');
  await expect(page.getByRole('listitem').filter({ hasText: `review-on: ${inDays(60)}` })).toContainText('Added: ');
  await gateway.look('storage-setup');
  await page.getByRole('button', { name: 'Apply these changes' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Apply these changes' }).click();
  await expect(page.getByText('The set-up is changed.')).toBeVisible();
  await page.goto('/storage/expiries');
  await expect(page.getByRole('rowheader').or(page.getByRole('cell')).filter({ hasText: name }).first()).toBeVisible();

  await page.goto(`/storage/${id}`);
  await page.getByRole('button', { name: 'Remove this storage' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this storage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Storage' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('an admin sets an account up; what the provider refuses is told, and its secret is not kept in the page', async ({ page, gateway }) => {
  // The account that goes may be asked for once more while it goes.
  gateway.expectErrors(/status of 404/);
  await gateway.as('adam-admin', '/storage/new/account/box');
  await page.getByRole('button', { name: 'Save the account' }).click();
  await expect(page.getByRole('alert').getByText('Enter Client ID')).toBeVisible();
  await gateway.look('storage-new-account');
  const name = `box ${fresh()}`;
  await page.getByLabel('A short name for the account').fill(name);
  await page.getByLabel('Client ID', { exact: true }).fill('onshore-demo');
  await page.getByLabel('Client secret', { exact: true }).fill('not-a-real-secret');
  await page.getByRole('button', { name: 'Save the account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Where should files go?' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('not-a-real-secret');
  await expect(page.getByRole('heading', { name: 'Connect the account first' })).toBeVisible();
  await gateway.look('storage-new-connect');
  await page.goto('/storage/accounts');
  const account = page.getByRole('article', { name: name.replaceAll(' ', '-') });
  await account.getByRole('button', { name: 'Remove this account' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this account' }).click();
  await expect(account).toHaveCount(0);
});

test('compliance looks at everything and cannot change it, but can stop it', async ({ page, gateway }) => {
  await gateway.as('connie-compliance', '/storage/box-australia');
  await expect(page.getByText('You can look. Only a practice admin changes this.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Evidence' }).getByText('110012', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Stop sending there' })).toBeVisible();
  await gateway.look('storage-box-compliance');
  await page.goto('/storage/box-australia/steps/proof');
  await expect(page.getByRole('heading', { level: 1, name: 'Send a proof' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send a proof' })).toHaveCount(0);
  await page.goto('/storage/setup');
  await expect(page.getByText('Only a practice admin can change the set-up by a file.')).toBeVisible();
  await page.goto('/storage/accounts');
  await expect(page.getByRole('heading', { level: 2, name: 'Box', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /onnect on/ })).toHaveCount(0);
});
