/**
 * What a clinician does, in a real Chromium against a running gateway: signs in, sends a sealed file, finds it again,
 * is kept from sending a bare photo, is asked once about a doubtful place, signs out.
 *
 *   node e2e/story.mjs http://localhost:8080 sample-photo.age photo.jpg
 *   node e2e/story.mjs --ready         is there all that it takes? ends with 0, or with 2 and what is missing
 *
 * The gateway needs one destination that stays in Australia and one that is warned about and not acknowledged yet.
 *
 * Settings: ONSHORE_CHROMIUM the browser, else chromium, chromium-browser or google-chrome of the path; ONSHORE_USER who
 * signs in (default clara-clinician), by a link of that name; ONSHORE_STORY_PICTURES a folder for pictures of the
 * screens, with ONSHORE_STORY_WIDTH (default 390) and ONSHORE_STORY_COLOUR (light or dark).
 * Ends with 1, and names the step, on a missing text, a script's error, an error in the console that the step does not
 * expect, or a violation of the content security policy. Ends with 2 when it cannot begin.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const PATIENCE_MS = 60_000;
/** The server's words, or the page's own. */
const DOUBTFUL = /We can['’]t tell where this is kept/;

const [base, sealed, jpeg] = process.argv.slice(2);
const user = process.env.ONSHORE_USER ?? 'clara-clinician';
const pictures = process.env.ONSHORE_STORY_PICTURES;
const width = Number(process.env.ONSHORE_STORY_WIDTH ?? '390');

function cannotBegin(why) {
  console.error(why);
  process.exit(2);
}

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findBrowser() {
  const named = process.env.ONSHORE_CHROMIUM;
  if (named !== undefined && named !== '') {
    return executable(named) ? named : cannotBegin(`no browser: ONSHORE_CHROMIUM is \`${named}\``);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
  return found ?? cannotBegin(`no browser: set ONSHORE_CHROMIUM, or install one of ${BROWSERS.join(', ')}`);
}

async function findPlaywright() {
  try {
    return (await import('playwright-core')).chromium;
  } catch (error) {
    return cannotBegin(`no playwright-core (${error.code}): run npm ci`);
  }
}

const executablePath = findBrowser();
const chromium = await findPlaywright();
if (base === '--ready') {
  console.log(executablePath);
  process.exit(0);
}
if (jpeg === undefined) {
  cannotBegin('usage: node e2e/story.mjs <base address> <sealed file> <JPEG>');
}

const browser = await chromium.launch({
  executablePath,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run',
    '--disable-component-update', '--disable-sync',
  ],
});
const context = await browser.newContext({
  viewport: { width, height: 800 },
  colorScheme: process.env.ONSHORE_STORY_COLOUR ?? 'light',
  deviceScaleFactor: width < 600 ? 2 : 1,
  locale: 'en-AU',
});
context.setDefaultTimeout(PATIENCE_MS);
const page = await context.newPage();

const faults = [];
/** An answer that the step provokes, and that the browser itself reports in its console. */
let provoked = () => false;

page.on('console', (message) => {
  const { url } = message.location();
  // The sign-in page is the identity provider's.
  const ours = url === '' || url.startsWith(base);
  if (message.type() === 'error' && ours && !provoked(message.text(), url)) {
    faults.push(`console: ${message.text()} ${url}`);
  }
});
page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
await page.exposeBinding('onshoreViolation', (_source, violation) => faults.push(`policy: ${violation}`));
await page.addInitScript(() =>
  document.addEventListener('securitypolicyviolation', (event) =>
    window.onshoreViolation(`${event.violatedDirective} ${event.blockedURI}`)));

const answered = (status, path) => (text, url) => text.includes(`status of ${status}`) && path.test(url);
const signedOut = (text, url) => answered(401, /\/me$/)(text, url) || answered(499, /\/me$/)(text, url);

class Missing extends Error {}

function must(holds, what) {
  if (!holds) throw new Missing(what);
}

const heading = (text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const text = (wanted) => page.getByText(wanted).filter({ visible: true }).first().waitFor();
const radio = (name) => page.getByRole('radio', { name });
const submit = () => page.locator('main form button[type=submit]').click();

async function picture(name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  must(!wide, `the screen ${name} scrolls sideways at ${width} px`);
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
}

async function chooser() {
  await page.goto(`${base}/`);
  await heading('Send a file');
  await radio(/OneDrive practice library.*Stays in Australia/s).waitFor();
}

/** Where the page of a send is, once it is there. */
async function transferPage() {
  await page.waitForURL(/\/transfers\/trf_[^/]+$/);
  return page.url();
}

let sent = '';

const STEPS = [
  ['opens the gateway and is led to the sign-in', async () => {
    provoked = signedOut;
    const answer = await page.goto(`${base}/`);
    must(answer?.headers()['content-security-policy'] !== undefined, 'the page has no content security policy');
    await page.getByRole('link', { name: user }).click();
    await heading('Send a file');
  }],
  ['finds the place that stays in Australia preselected', async () => {
    await radio(/OneDrive practice library.*Stays in Australia/s).waitFor();
    must(await radio(/OneDrive practice library.*Stays in Australia/s).isChecked(), '"Stays in Australia" is not preselected');
    must((await page.getByRole('radio', { checked: true }).count()) === 1, 'more than one place is chosen');
    await text(user);
    await picture('chooser');
  }],
  ['is asked for the file when there is none', async () => {
    await submit();
    await page.getByRole('link', { name: 'Choose the encrypted file' }).waitFor();
    must(page.url() === `${base}/`, 'it went on without a file');
  }],
  ['sends a sealed file and follows it to the checked copy', async () => {
    await page.locator('#file').setInputFiles(sealed);
    await picture('ready');
    await submit();
    sent = await transferPage();
    await heading(/^Stored in .*, Australia$/);
    await text('Checked copy matches.');
    await text('Write it in the patient record.');
    await picture('stored');
  }],
  ['still finds it after a reload', async () => {
    await page.reload();
    await heading(/^Stored in .*, Australia$/);
    await text('Checked copy matches.');
    must(page.url() === sent, 'the reload left the page of the send');
  }],
  ['finds it in the own sends', async () => {
    await page.getByRole('link', { name: 'My sends', exact: true }).click();
    await heading('My sends');
    const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${new URL(sent).pathname}"]`) });
    await row.getByText('Stored and checked').waitFor();
    await picture('sends');
  }],
  ['is told that a bare photo looks like a JPEG', async () => {
    provoked = answered(422, /\/uploads\//);
    await chooser();
    await page.locator('#file').setInputFiles(jpeg);
    await submit();
    await transferPage();
    await heading('This file isn’t encrypted');
    await text(/looks like a JPEG photo/);
    await text(/Nothing was sent to/);
    await page.getByRole('heading', { name: 'How to fix it' }).waitFor();
    await picture('refused');
  }],
  ['is asked for a reason before a doubtful place gets a file', async () => {
    await chooser();
    await radio(DOUBTFUL).check();
    await picture('doubtful');
    await page.locator('#file').setInputFiles(sealed);
    await submit();
    await heading('We can’t tell where this goes');
    await picture('interruption');
    await page.getByRole('button', { name: /^Go on with/ }).click();
    await heading('Why send it there?');
    await submit();
    await page.locator('.error-summary').waitFor();
    await picture('reason');
    await radio('The patient agreed to it').check();
    await submit();
    await transferPage();
    await heading(/^Stored in /);
  }],
  ['is not asked a second time', async () => {
    await chooser();
    await radio(DOUBTFUL).check();
    await text(/You gave a reason for this/);
    await page.locator('#file').setInputFiles(sealed);
    await submit();
    await transferPage();
    await heading(/^Stored in /);
  }],
  ['signs out, and the session is gone', async () => {
    provoked = signedOut;
    const before = await context.request.get(`${base}/api/v1/me`);
    must(before.status() === 200, `the session was gone before: ${before.status()}`);
    await page.getByRole('link', { name: 'Sign out' }).click();
    const signIn = page.getByRole('link', { name: user }).or(page.getByRole('link', { name: 'Sign in again' }));
    await signIn.first().waitFor();
    const after = await context.request.get(`${base}/api/v1/me`, { maxRedirects: 0 });
    must(after.status() === 401, `/api/v1/me answers ${after.status()} after the sign-out`);
  }],
];

for (const [name, run] of STEPS) {
  try {
    provoked = () => false;
    await run();
    must(faults.length === 0, faults.join('\n  '));
  } catch (error) {
    console.error(`story: stuck at: the clinician ${name}`);
    console.error(`  ${error.message}`);
    faults.forEach((fault) => console.error(`  ${fault}`));
    const screen = await page.locator('body').innerText({ timeout: 1000 }).catch(() => '(no page)');
    console.error(`  at ${page.url()} the screen says:\n${screen.replace(/^/gm, '  | ')}`);
    process.exitCode = 1;
    break;
  }
}
await browser.close();
if (process.exitCode === undefined) {
  console.log('story: ok');
}
