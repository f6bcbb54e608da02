/**
 * Looks at every screen in a real Chromium: light and dark, phone (320 px) and desktop, axe on each, and listens for
 * violations of the content security policy.
 *
 *   node scripts/screenshots.mjs                      built files in dist/ over the stand-in gateway
 *   node scripts/screenshots.mjs http://host:8080     a running app; sends a file to the preselected destination
 *
 * Settings: ONSHORE_SCREENS_OUT (default screenshots/), ONSHORE_CHROMIUM (default /usr/bin/chromium),
 * ONSHORE_USER and ONSHORE_PASSWORD for the sign-in page, when the app redirects to one (with a password field, or with
 * a button for each person),
 * ONSHORE_SCREENS_FILE a sealed file to send to a running app.
 * Ends with 1 when axe finds anything, the policy was violated, a page scrolls sideways or a script failed.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startMock } from '../dev/mock.mjs';

const out = process.env.ONSHORE_SCREENS_OUT ?? 'screenshots';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const real = process.argv[2];
const mock = real === undefined ? await startMock({ webRoot: 'dist' }) : undefined;
const base = real ?? mock.url;

const files = mkdtempSync(join(tmpdir(), 'onshore-screens-'));
const sealed = process.env.ONSHORE_SCREENS_FILE ?? join(files, 'photo.age');
if (process.env.ONSHORE_SCREENS_FILE === undefined) {
  writeFileSync(sealed, Buffer.concat([Buffer.from('age-encryption.org/v1\n'), Buffer.alloc(16 * 1024 * 1024, 7)]));
}
const photo = join(files, 'photo.jpg');
writeFileSync(photo, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(1000, 1)]));

const browser = await chromium.launch({
  executablePath: process.env.ONSHORE_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run',
    '--disable-component-update', '--disable-sync',
  ],
});

const faults = [];
let screens = 0;
mkdirSync(out, { recursive: true });

async function open(look) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colour,
    forcedColors: look.forced ?? 'none',
    reducedMotion: look.motion ?? 'no-preference',
    locale: 'en-AU',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  await page.addInitScript(() => {
    window.onshoreViolations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.onshoreViolations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { context, page };
}

async function look(page, name) {
  screens += 1;
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  const violations = await page.evaluate(() => window.onshoreViolations);
  faults.push(...violations.map((violation) => `${name}: policy ${violation}`));
  // Comes in over the debugging protocol, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of found.violations) {
    faults.push(`${name}: axe ${violation.id}: ${violation.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) faults.push(`${name}: scrolls sideways`);
}

async function go(page, path) {
  await page.goto(base + path);
  const ours = page.locator('#main h1');
  const user = process.env.ONSHORE_USER;
  if (user !== undefined) {
    const password = page.locator('input[type=password]');
    const button = page.getByRole('button', { name: user }).or(page.getByRole('link', { name: user }));
    await ours.or(password).or(button).first().waitFor();
    if ((await password.count()) > 0) {
      await page.locator('input[name=username]').fill(user);
      await password.fill(process.env.ONSHORE_PASSWORD ?? '');
      await page.locator('button[type=submit], input[type=submit]').first().click();
    } else if ((await ours.count()) === 0) {
      await button.first().click();
    }
  }
  await ours.waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
}

const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor({ timeout: 30_000 });
const sendButton = (page) => page.locator('main form button[type=submit]');
const short = (state) => state.toLowerCase().replaceAll('_', '-');

/** What every server can show: the chooser, a send with its progress and its end, the list, each listed transfer. */
async function common(page, tag) {
  await go(page, '/');
  await look(page, `${tag}-send`);
  await page.locator('.why summary').first().click();
  await sendButton(page).click();
  await page.locator('.error-summary').waitFor();
  await look(page, `${tag}-send-missing-file`);
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await page.waitForURL(/\/transfers\//);
  await page.locator('progress').first().waitFor();
  await look(page, `${tag}-progress`);
  await page.locator('.receipt, .field').first().waitFor({ timeout: 60_000 });
  await look(page, `${tag}-progress-end`);
  await go(page, '/transfers');
  await page.locator('.sends').waitFor();
  await look(page, `${tag}-transfers`);
}

async function eachListed(page, tag) {
  const list = await page.evaluate(async () => (await fetch('/api/v1/transfers')).json());
  const seen = new Set();
  for (const { id, state } of list.transfers) {
    if (seen.has(state)) continue;
    seen.add(state);
    await go(page, `/transfers/${id}`);
    await look(page, `${tag}-transfer-${short(state)}`);
  }
}

/** What only the stand-in can be asked for. */
async function scenes(page, tag) {
  await go(page, '/');
  await page.getByRole('radio', { name: /Dropbox.*May leave Australia/ }).check();
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await heading(page, 'This file may leave the country');
  await look(page, `${tag}-interruption`);
  await page.getByRole('button', { name: 'Go on with Dropbox' }).click();
  await heading(page, 'Why send it there?');
  await sendButton(page).click();
  await look(page, `${tag}-reason-missing`);
  await page.goBack();
  await heading(page, 'This file may leave the country');
  await page.goForward();
  await page.getByRole('radio', { name: 'The patient agreed to it' }).check();
  await sendButton(page).click();
  await heading(page, 'Stored in Dropbox, Australia');

  await go(page, '/');
  await page.getByRole('radio', { name: /Research share/ }).check();
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await heading(page, 'The patient’s OK is needed');
  await look(page, `${tag}-consent`);
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByLabel('Consent reference').fill('C-1042');
  await sendButton(page).click();
  await heading(page, 'Stored in Research share, United States');

  await go(page, '/');
  await page.locator('#file').setInputFiles(photo);
  await sendButton(page).click();
  await heading(page, 'This file isn’t encrypted');
  await look(page, `${tag}-refused`);

  await go(page, '/');
  await page.locator('#patient').selectOption('NZ');
  await page.getByText('No storage is set up yet.').waitFor();
  await look(page, `${tag}-send-empty`);

  await go(page, '/nowhere');
  await look(page, `${tag}-not-found`);

  await go(page, '/transfers/trf_nobody');
  await page.getByRole('alert').waitFor();
  await look(page, `${tag}-transfer-unknown`);
}

/** A lost signal pauses and goes on; another screen does not end the upload; a reload asks for the same file. */
async function interruptions(page, context, tag) {
  await go(page, '/');
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await page.waitForURL(/\/transfers\//);
  await context.setOffline(true);
  await heading(page, 'Paused – no signal');
  await look(page, `${tag}-paused`);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'My sends' }).click();
  await heading(page, 'My sends');
  await page.goBack();
  await heading(page, 'Stored in OneDrive, Australia');

  await go(page, '/');
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await page.waitForURL(/\/transfers\//);
  await page.getByText('Practice gateway to').waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await heading(page, 'Choose the same file again');
  await look(page, `${tag}-choose-again`);
  await page.locator('#same-file').setInputFiles(photo);
  await sendButton(page).click();
  await page.locator('.error-summary').getByText('This is not the same file').waitFor();
  await page.locator('#same-file').setInputFiles(sealed);
  await sendButton(page).click();
  await heading(page, 'Stored in OneDrive, Australia');

  await go(page, '/');
  await page.locator('#file').setInputFiles(sealed);
  await sendButton(page).click();
  await page.getByRole('button', { name: 'Stop this send' }).click();
  await look(page, `${tag}-cancel`);
  await page.getByRole('button', { name: 'Stop and delete' }).click();
  await heading(page, 'You stopped this send');
}

/** The main path with the keyboard alone. */
async function keyboard(page) {
  await go(page, '/');
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement?.textContent);
  if (first !== 'Skip to main content') faults.push(`keyboard: the first stop is ${first}`);
  await page.keyboard.press('Enter');
  await page.locator('input[type=radio]:checked').focus();
  await page.keyboard.press('ArrowDown');
  const named = await page.evaluate(() => document.activeElement?.id);
  if (named === 'destination-dst_onedrive') faults.push('keyboard: arrow keys do not move between destinations');
}

const LOOKS = [
  { tag: 'phone-light', width: 320, height: 640, colour: 'light' },
  { tag: 'phone-dark', width: 320, height: 640, colour: 'dark' },
  { tag: 'desktop-light', width: 1280, height: 800, colour: 'light' },
  { tag: 'desktop-dark', width: 1280, height: 800, colour: 'dark' },
];

async function inLook(given, run) {
  const { context, page } = await open(given);
  try {
    await run(page, context);
  } catch (error) {
    await page.screenshot({ path: join(out, `${given.tag}-stuck.png`), fullPage: true });
    faults.push(`${given.tag}: ${error.message}`);
  }
  await context.close();
}

for (const given of LOOKS) {
  await inLook(given, async (page) => {
    await common(page, given.tag);
    await eachListed(page, given.tag);
    if (mock !== undefined) await scenes(page, given.tag);
  });
}
if (mock !== undefined) {
  await inLook({ tag: 'forced', width: 320, height: 640, colour: 'dark', forced: 'active', motion: 'reduce' }, async (page) => {
    await go(page, '/');
    await look(page, 'forced-colours-send');
    await keyboard(page);
  });
  // The browser itself reports requests that fail while there is no signal.
  const before = faults.length;
  await inLook({ tag: 'interruptions', width: 320, height: 640, colour: 'light' }, (page, context) =>
    interruptions(page, context, 'phone-light'));
  const own = faults.splice(before).filter((fault) => !fault.includes('net::ERR_INTERNET_DISCONNECTED'));
  faults.push(...own);
}

await browser.close();
mock?.close();
rmSync(files, { recursive: true });
// A refused file and an unknown transfer are answered 4xx on purpose; the browser logs each.
const real4xx = (fault) => !/console: Failed to load resource.*status of 4(04|22)/.test(fault);
const found = mock === undefined ? faults : faults.filter(real4xx);
console.log(`${screens} screens in ${out}/, ${found.length} faults`);
found.forEach((fault) => console.log(`- ${fault}`));
process.exitCode = found.length === 0 ? 0 : 1;
