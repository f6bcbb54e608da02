/** What a clinician does: sends, seals, is asked, is kept from mistakes, loses the signal, finds it all again. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openPhoto, sealedFile, type Picked } from './files';
import { expect, test } from './story';

const PERSON = 'clara-clinician';
const GREEN = /OneDrive - practice library.*Stays in Australia/s;
/** Places that are warned about; a story takes the first that nobody gave a reason for yet. */
const DOUBTFUL = /We can['’]t tell where this is kept/;

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const showAll = async (page: Page) => {
  await expect(page.getByRole('radio', { name: GREEN })).toBeVisible();
  const more = page.getByRole('button', { name: /^Show \d+ more$/ });
  if (await more.isVisible()) {
    await more.click();
  }
};
const pick = (page: Page, file: Picked) => page.getByLabel('Which file?').setInputFiles(file);
const submit = (page: Page) => page.getByRole('button', { name: /^Send to / }).click();

async function stored(page: Page) {
  await expect(heading(page, /^Stored in /)).toBeVisible({ timeout: 60_000 });
}

test('a clinician sends a sealed file and keeps the proof', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await test.step('the place that stays in the country is chosen already, and says so in its name', async () => {
    await expect(page.getByText('Victoria, Australia')).toBeVisible();
    await expect(page.getByRole('radio', { name: GREEN })).toBeChecked();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
    await gateway.look('chooser');
  });
  await test.step('"Why?" has four facts at most, and whose the rules are', async () => {
    await page.getByText('Why? About OneDrive - practice library').click();
    await expect(page.getByText('Your compliance team looks after these rules.').first()).toBeVisible();
    await gateway.look('chooser-why');
    await page.getByText('Why? About OneDrive - practice library').click();
  });
  await test.step('without a file, the error leads to it', async () => {
    await submit(page);
    await page.getByRole('link', { name: 'Choose the file' }).click();
    await expect(page.getByLabel('Which file?')).toBeFocused();
    await gateway.look('chooser-no-file');
  });
  const file = await sealedFile();
  await test.step('it arrives, and the end is a page with a code', async () => {
    await pick(page, file);
    await submit(page);
    await stored(page);
    await expect(page.getByText('Checked copy matches.').first()).toBeVisible();
    await expect(page.getByText('Write it in the patient record.')).toBeVisible();
    await gateway.look('stored');
  });
  const address = page.url();
  await test.step('the link for the record is copied, and that is said', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Add link to record' }).click();
    await expect(page.getByText('Link copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  });
  await test.step('the signed receipt is a file', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Get the signed receipt' }).click();
    expect((await download).suggestedFilename()).toMatch(/^onshore-receipt-[0-9A-Z]{8}\.jws$/);
  });
  await test.step('a rule that looks wrong is told to compliance', async () => {
    await page.getByText('Where is it kept?').click();
    await page.getByRole('button', { name: 'This looks wrong' }).click();
    await page.getByRole('button', { name: 'Send to compliance' }).click();
    await expect(page.getByRole('link', { name: 'Say what is wrong in a few words' })).toBeVisible();
    await gateway.look('objection');
    await page.getByLabel('What is wrong?').fill('The support team for this account works in Sydney.');
    await page.getByRole('button', { name: 'Send to compliance' }).click();
    await expect(page.getByText('Your compliance team will look at it.')).toBeVisible();
  });
  await test.step('a reload, and my sends, still have it', async () => {
    await page.reload();
    await stored(page);
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'My sends', exact: true }).click();
    const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${new URL(address).pathname}"]`) });
    await expect(row.getByText('Stored and checked')).toBeVisible();
    await gateway.look('sends');
  });
  await test.step('the same file is not sent twice', async () => {
    await page.goto('/');
    await expect(page.getByRole('radio', { name: GREEN })).toBeChecked();
    await pick(page, file);
    await submit(page);
    await expect(page.getByRole('heading', { name: /^You (already|just) sent this/ })).toBeVisible();
    await gateway.look('chooser-duplicate');
    await page.getByRole('link', { name: 'See that send' }).click();
    await expect(page).toHaveURL(address);
  });
});

test('a photo that is not encrypted is sealed before it leaves', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await expect(page.getByRole('radio', { name: GREEN })).toBeChecked();
  const photo = openPhoto();
  await pick(page, photo);
  await expect(page.getByRole('heading', { name: 'This file isn’t encrypted yet' })).toBeVisible();
  await gateway.look('seal-open');
  await page.getByRole('button', { name: 'Encrypt it here for Harbour Street Clinic' }).click();
  await expect(page.getByRole('heading', { name: 'Encrypted for Harbour Street Clinic' })).toBeVisible();
  await gateway.look('seal-done');
  await submit(page);
  await stored(page);
  await expect(page.getByText('Checked copy matches.').first()).toBeVisible();
  await expect(page).toHaveURL(/\/transfers\/trf_/);
  const sent = (await (await page.request.get(`/api/v1${new URL(page.url()).pathname}`)).json()) as {
    size: number;
    sha256: string;
    envelope: { kind: string };
  };
  expect(sent.envelope.kind.toLowerCase()).toContain('age');
  expect(sent.size).toBeGreaterThan(photo.buffer.length);
  expect(sent.sha256).not.toBe(createHash('sha256').update(photo.buffer).digest('hex'));
});

test('whoever says that an open photo is encrypted is told what it looks like', async ({ page, gateway }) => {
  gateway.expectErrors(/status of 422/);
  await gateway.as(PERSON);
  await expect(page.getByRole('radio', { name: GREEN })).toBeChecked();
  await pick(page, openPhoto());
  await page.getByRole('button', { name: 'It is encrypted already' }).click();
  await submit(page);
  await expect(heading(page, 'This file isn’t encrypted')).toBeVisible();
  await expect(page.getByText(/looks like a JPEG photo/).first()).toBeVisible();
  await expect(page.getByText(/Nothing was sent to/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How to fix it' })).toBeVisible();
  await gateway.look('refused');
});

test('a doubtful place asks for a reason once', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await showAll(page);
  const remembered = page.getByRole('radio', { name: /You gave a reason for this/ });
  const doubtful = page
    .getByRole('listitem')
    .filter({ hasText: DOUBTFUL })
    .filter({ hasNotText: /You gave a reason for this|Files wait here/ })
    .getByRole('radio');
  if ((await doubtful.count()) > 0) {
    await doubtful.first().check();
    await gateway.look('chooser-doubtful');
    await pick(page, await sealedFile());
    await submit(page);
    await expect(heading(page, /^(We can’t tell where this goes|This file (may|would) leave Australia)$/)).toBeVisible();
    await gateway.look('interruption');
    await page.getByRole('button', { name: 'Give a reason' }).click();
    await expect(heading(page, 'Why send it there?')).toBeFocused();
    await submit(page);
    await expect(page.getByRole('alert')).toBeFocused();
    await gateway.look('reason');
    await page.getByRole('radio', { name: 'The patient agreed to it' }).check();
    await submit(page);
    await stored(page);
    await page.goto('/');
    await showAll(page);
  }
  await remembered.first().check();
  await pick(page, await sealedFile());
  await submit(page);
  await stored(page);
});

test('the patient’s OK is asked for where the rules want it', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await showAll(page);
  await page.getByRole('radio', { name: /Partner clinic's disk/ }).check();
  await pick(page, await sealedFile());
  await submit(page);
  await expect(heading(page, 'This file would leave Australia')).toBeVisible();
  await expect(page.getByText('keeps files in the United States.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Use OneDrive - practice library instead/ })).toBeVisible();
  await gateway.look('interruption-consent');
  await page.getByRole('button', { name: 'I have the patient’s OK' }).click();
  await expect(heading(page, 'The patient’s OK is needed')).toBeVisible();
  await gateway.look('consent');
  for (const box of await page.getByRole('checkbox').all()) {
    await box.check();
  }
  await page.getByLabel('Consent reference').fill('C-2026/0117');
  await submit(page);
  await stored(page);
});

test('an emergency goes at once, and is checked afterwards', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await showAll(page);
  await page.getByRole('radio', { name: /Partner clinic's disk/ }).check();
  await page.getByRole('button', { name: 'Patient care cannot wait' }).click();
  await expect(page.getByRole('link', { name: 'Choose the file' })).toBeVisible();
  await pick(page, await sealedFile());
  await page.getByRole('button', { name: 'Patient care cannot wait' }).click();
  await expect(heading(page, /^This will be checked (tomorrow|on Monday)$/)).toBeVisible();
  await gateway.look('emergency');
  await page.getByRole('button', { name: 'Patient care cannot wait' }).click();
  await expect(heading(page, 'Why can’t it wait?')).toBeVisible();
  await page.getByLabel('Your reason').fill('The burns unit needs the photo to decide about surgery.');
  await gateway.look('emergency-reason');
  await page.getByRole('button', { name: /^Send to Partner clinic's disk now$/ }).click();
  await stored(page);
});

test('what is held can still become an emergency on its page', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  const file = await sealedFile();
  const declared = await page.evaluate(async (size) => {
    const answer = await fetch('/api/v1/transfers', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'JavaScript' },
      body: JSON.stringify({ destinationId: 'disk-abroad', size, patient: { jurisdiction: 'AU-VIC', lawFollows: 'no' } }),
    });
    return (await answer.json()) as { id: string };
  }, file.buffer.length);
  await page.goto(`/transfers/${declared.id}`);
  await expect(heading(page, 'Choose the same file again')).toBeVisible();
  await gateway.look('needs-file');
  await page.getByLabel('Which file?').setInputFiles(file);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(heading(page, 'On hold')).toBeVisible();
  await gateway.look('held');
  await page.getByRole('button', { name: 'Patient care cannot wait' }).click();
  await page.getByRole('button', { name: 'Patient care cannot wait' }).click();
  await page.getByLabel('Your reason').fill('The patient is on the table.');
  await page.getByRole('button', { name: / now$/ }).click();
  await stored(page);
});

test('a lost signal pauses, and it goes on by itself, also after a reload', async ({ page, context, gateway }, info) => {
  test.setTimeout(240_000);
  gateway.expectErrors(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4(09|23)/);
  page.on('dialog', (dialog) => void dialog.accept());
  await gateway.as(PERSON);
  await expect(page.getByRole('radio', { name: GREEN })).toBeChecked();
  // Slow, so that there is time to lose the line: each part waits a little.
  await page.route('**/api/v1/uploads/**', async (route) => {
    if (route.request().method() === 'PATCH') {
      await new Promise((go) => setTimeout(go, 2_500));
    }
    await route.continue().catch(() => undefined);
  });
  const path = info.outputPath('photo.age');
  await writeFile(path, (await sealedFile(30_000_000)).buffer);
  await page.getByLabel('Which file?').setInputFiles(path);
  await submit(page);
  await expect(heading(page, /^Sending to .* \d+%$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Keep this page open until').first()).toBeVisible();
  await context.setOffline(true);
  await expect(heading(page, 'Paused – no signal (will continue)')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('No signal. What you see may be old.')).toBeVisible();
  await gateway.look('paused');
  await context.setOffline(false);
  await expect(heading(page, /^Sending to .* \d+%$/)).toBeVisible({ timeout: 60_000 });
  await gateway.look('sending');
  await page.reload();
  await expect(heading(page, /^(Sending to|Your file is|Checking|Stored)/)).toBeVisible({ timeout: 60_000 });
  await page.unroute('**/api/v1/uploads/**');
  await stored(page);
});

test('a send is stopped after being asked once', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  const declared = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/transfers', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'JavaScript' },
      body: JSON.stringify({
        destinationId: 'onedrive-australia',
        size: 1000,
        patient: { jurisdiction: 'AU-VIC', lawFollows: 'no' },
      }),
    });
    return (await answer.json()) as { id: string };
  });
  await page.goto(`/transfers/${declared.id}`);
  await page.getByRole('button', { name: 'Stop this send' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Stop this send?' })).toBeVisible();
  await gateway.look('stop');
  await page.getByRole('button', { name: 'Go back' }).click();
  await page.getByRole('button', { name: 'Stop this send' }).click();
  await page.getByRole('button', { name: 'Stop and delete' }).click();
  await expect(heading(page, 'You stopped this send')).toBeVisible();
  await gateway.look('stopped');
});

test('whoever signs out is out', async ({ page, gateway }) => {
  await gateway.as(PERSON);
  await expect(page.getByRole('radio', { name: GREEN })).toBeVisible();
  expect((await page.request.get('/api/v1/me')).status()).toBe(200);
  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: PERSON }).or(page.getByRole('link', { name: 'Sign in again' })).first()).toBeVisible();
  expect((await page.request.get('/api/v1/me', { maxRedirects: 0 })).status()).toBe(401);
});
