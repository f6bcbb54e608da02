/** What compliance staff find out: trends, the law by place, the audit trail and its exports, and the practice's own rules. */
import { readFileSync } from 'node:fs';
import { expect, test } from './story';

// Each look at a screen is three sizes, and takes a while where many things run.
test.describe.configure({ timeout: 360_000 });

/** A word that nobody used before, without digits: those may be taken for a number of a patient, and are removed. */
const word = () => String(Date.now()).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

const SAMPLE = new URL('../../resources/demo/sample-photo.age', import.meta.url);

test('compliance reads trends and what each law says', async ({ page, gateway }) => {
  await gateway.as('connie-compliance', '/trends');
  await expect(page.getByRole('heading', { name: 'Warnings per 1,000 sends' })).toBeVisible();
  await page.getByLabel('How far back').selectOption({ label: '4 weeks' });
  await expect(page).toHaveURL(/weeks=4/);
  await expect(page.getByRole('region', { name: 'Time to decision' }).getByText(/decided/).first()).toBeVisible();
  const funnel = page.getByRole('region', { name: 'From warning to decision, by rule' });
  await expect(funnel.getByText(/went on after|interrupted anybody/).first()).toBeVisible();
  await gateway.look('trends');
  await funnel.getByRole('tab', { name: 'Table' }).click();
  await expect(funnel.getByRole('columnheader', { name: 'Still open' })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByLabel('Which month').fill(new Date().toISOString().slice(0, 7));
  await page.getByRole('button', { name: 'Download the PDF' }).click();
  expect((await download).suggestedFilename()).toMatch(/^month-harbour-.*\.pdf$/);
  await expect(page.getByText(/^Downloaded month-harbour/)).toBeVisible();

  await page.getByRole('link', { name: 'Law by place' }).click();
  await expect(page.getByText(/For a patient under the law of Victoria/)).toBeVisible();
  await gateway.look('places');
  await page.getByRole('button', { name: /^OneDrive, Victoria: / }).click();
  await expect(page).toHaveURL(/provider=onedrive/);
  await gateway.look('places-provider');
  await page.getByRole('button', { name: /tenant of Australia, Victoria/ }).click();
  const cell = page.getByRole('dialog', { name: /OneDrive.*tenant of Australia: Victoria/ });
  await expect(cell.getByText('Freshest public statement')).toBeVisible();
  await expect(cell.getByText('We read it on')).toBeVisible();
  await gateway.look('places-cell');
  await page.goBack();
  await expect(cell).toBeHidden();
});

test('compliance finds a send in the audit trail, exports it and checks the export', async ({ page, gateway }) => {
  await gateway.as('clara-clinician');
  const sent = await page.request.post('/api/v1/destinations/onedrive-australia/transfers?patientJurisdiction=AU-VIC', {
    headers: { 'X-Requested-With': 'JavaScript', 'Content-Type': 'application/octet-stream' },
    data: readFileSync(SAMPLE),
  });
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  const { id } = (await sent.json()) as { id: string };

  await gateway.as('connie-compliance', '/audit');
  await expect(page.getByText(/Chain unbroken from event 1 to event/)).toBeVisible();
  await gateway.look('audit');
  await page.getByLabel('Receipt code or number of the send').fill(id.slice(-8));
  await page.getByRole('button', { name: 'Find this send' }).click();
  await expect(page).toHaveURL(new RegExp(`target=${id}`));
  await expect(page.getByRole('cell', { name: 'Send begun' })).toBeVisible();
  await gateway.look('audit-results');
  await page.getByRole('button', { name: /^More about event/ }).first().click();
  const event = page.getByRole('dialog', { name: /^Event/ });
  await expect(event.getByText('Fingerprint of the event before')).toBeVisible();
  await gateway.look('audit-event');
  await page.keyboard.press('Escape');
  await expect(event).toBeHidden();

  await page.getByRole('link', { name: 'Export', exact: true }).click();
  const exported = async (form: string, short: string) => {
    // The choice stands in the address, so it shows a moment after the click.
    await page.getByRole('radio', { name: new RegExp(`^${form}`) }).click();
    await expect(page.getByRole('radio', { name: new RegExp(`^${form}`) })).toBeChecked();
    await page.getByRole('button', { name: 'See how much it is' }).click();
    await expect(page.getByText(/^About [\d,]+ events, about/)).toBeVisible();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: `Export as ${short}` }).click();
    const download = await coming;
    await expect(page.getByText(/^Saved audit-harbour/)).toBeVisible();
    const path = await download.path();
    return { name: download.suggestedFilename(), path, text: readFileSync(path, 'utf8') };
  };
  const csv = await exported('CSV', 'CSV');
  expect(csv.name).toBe('audit-harbour.csv');
  expect(csv.text).toContain('number,at,type,actor');
  expect(csv.text).toContain(id);
  await page.getByRole('checkbox', { name: /Who did it/ }).check();
  const jsonl = await exported('JSON Lines', 'JSON Lines');
  expect(jsonl.name).toBe('audit-harbour.jsonl');
  expect(jsonl.text).toContain('"withheld":["actor"]');
  expect(jsonl.text).not.toContain('clara-clinician');
  await gateway.look('audit-export');

  await page.getByRole('link', { name: 'Check a file' }).click();
  await page.getByLabel('Which file?').setInputFiles({ name: jsonl.name, mimeType: 'application/jsonl', buffer: Buffer.from(jsonl.text) });
  await expect(page.getByText(/of harbour are as they were written/)).toBeVisible();
  await gateway.look('audit-check-good');
  const edited = jsonl.text.replace('"TRANSFER_DECLARED"', '"TRANSFER_BLOCKED"');
  await page.getByLabel('Which file?').setInputFiles({ name: 'edited.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(edited) });
  await expect(page.getByText(/^Line \d+: event \d+ is not as it was written/)).toBeVisible();
  await gateway.look('audit-check-bad');
});

test('compliance places a legal hold and lifts it', async ({ page, gateway }) => {
  const matter = `A matter called ${word()}`;
  await gateway.as('connie-compliance', '/audit/holds');
  await page.getByRole('button', { name: 'Place the hold' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: 'Say why' })).toBeVisible();
  await page.getByLabel('Why must everything be kept?').fill(matter);
  await page.getByRole('button', { name: 'Place the hold' }).click();
  const row = page.getByRole('row').filter({ hasText: matter });
  await expect(row.getByText('In force')).toBeVisible();
  await gateway.look('audit-holds');
  await row.getByRole('button', { name: /^Lift/ }).click();
  await page.getByLabel('Why can it go?').fill('the story is over');
  await gateway.look('audit-holds-lift');
  await page.getByRole('button', { name: 'Lift the hold' }).click();
  await expect(row.getByText('Lifted')).toBeVisible();
});

test('compliance tries a house rule, proposes it, a second person publishes it, and both take it back', async ({ page, gateway }) => {
  const reason = `A story tries it, called ${word()}`;
  const house = (mode: RegExp) => page.getByRole('group', { name: /^No foreign access/ }).getByRole('radio', { name: mode });
  await gateway.as('connie-compliance', '/rules');
  await expect(page.getByRole('heading', { name: 'In force now' })).toBeVisible();
  await gateway.look('rules');
  await page.getByRole('link', { name: 'Try a change' }).first().click();
  await house(/^Enforced/).check();
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByRole('heading', { name: 'What would have been' })).toBeVisible();
  await gateway.look('rules-try');
  await page.getByRole('link', { name: 'Propose this' }).click();
  await expect(house(/^Enforced/)).toBeChecked();
  await page.getByRole('button', { name: 'Propose these rules' }).click();
  await expect(page.getByRole('link', { name: 'Say why the rules should change' })).toBeVisible();
  await page.getByLabel('Why should the rules change?').fill(reason);
  await gateway.look('rules-propose');
  await page.getByRole('button', { name: 'Propose these rules' }).click();
  await expect(page.getByText(/^Version \d+ is proposed/)).toBeVisible();
  await page.getByRole('link', { name: 'Our own rules' }).first().click();
  const mine = page.getByRole('article').filter({ hasText: reason });
  await expect(mine.getByText('You proposed this; somebody else publishes it.')).toBeVisible();
  await expect(mine.getByRole('button', { name: /^Put version/ })).toBeHidden();

  await gateway.as('adam-admin', '/rules');
  await mine.getByRole('button', { name: /^Put version/ }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/^Version \d+ is in force/)).toBeVisible();
  await expect(page.getByText('Enforced').first()).toBeVisible();
  await gateway.look('rules-in-force');

  await gateway.as('connie-compliance', '/rules/propose');
  await house(/^Off/).check();
  await page.getByLabel('Why should the rules change?').fill(`${reason}, back again`);
  await page.getByRole('button', { name: 'Propose these rules' }).click();
  await expect(page.getByText(/^Version \d+ is proposed/)).toBeVisible();
  await page.getByRole('link', { name: 'Our own rules' }).first().click();
  const back = page.getByRole('article').filter({ hasText: `${reason}, back again` });
  await back.getByRole('button', { name: /^Take version/ }).click();
  await page.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(page.getByText(/is taken back/)).toBeVisible();
  await page.getByRole('link', { name: 'Propose', exact: true }).click();
  await house(/^Off/).check();
  await page.getByLabel('Why should the rules change?').fill(`${reason}, back for good`);
  await page.getByRole('button', { name: 'Propose these rules' }).click();
  await expect(page.getByText(/^Version \d+ is proposed/)).toBeVisible();
  await gateway.as('adam-admin', '/rules');
  const good = page.getByRole('article').filter({ hasText: `${reason}, back for good` });
  await expect(good.getByRole('button', { name: /^Put version/ })).toBeVisible();
  await gateway.look('rules-waiting');
  await good.getByRole('button', { name: /^Put version/ }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('This version adds nothing to the law.')).toBeVisible();
});

test('compliance tries a change of the rulebook itself, and nothing is published', async ({ page, gateway }) => {
  await gateway.as('connie-compliance', '/rules/try');
  const before = ((await (await page.request.get('/api/v1/policy')).json()) as { digest: string }).digest;
  await page.getByRole('radio', { name: /pack of the rulebook/ }).click();
  await expect(page.getByText('Nothing is published from here.')).toBeVisible();
  const area = page.getByLabel('Text of AU');
  const inForce = await area.inputValue();
  expect(inForce).toMatch(/^pack: AU$/m);
  await gateway.look('rules-try-packs');
  await page.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: 'Change the text of a pack, or choose a file' })).toBeVisible();

  gateway.expectErrors(/status of 422/);
  const file = (text: string) => ({ name: 'AU.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await page.getByLabel('Or take the text from a file').setInputFiles(file(inForce.replace('severity: WARN', 'severity: NEVER')));
  await page.getByRole('button', { name: 'Try the changed AU' }).click();
  const wrong = page.getByRole('alert').getByRole('link', { name: /^AU\.yaml, line \d+/ });
  await expect(wrong.first()).toBeVisible();
  await gateway.look('rules-try-pack-wrong');
  await wrong.first().click();
  await expect(area).toBeFocused();

  await area.fill(inForce.replaceAll('severity: WARN', 'severity: NOTICE'));
  await page.getByText(/^What you change: \d+ lines? added/).click();
  await page.getByRole('button', { name: 'Try the changed AU' }).click();
  await expect(page.getByRole('heading', { name: 'What would have been' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Propose this' })).toHaveCount(0);
  await gateway.look('rules-try-pack');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save AU.yaml' }).click();
  expect((await download).suggestedFilename()).toBe('AU.yaml');
  const after = ((await (await page.request.get('/api/v1/policy')).json()) as { digest: string }).digest;
  expect(after).toBe(before);
});

test('compliance reads the law in force and what providers say', async ({ page, gateway }) => {
  await gateway.as('connie-compliance', '/rules');
  await page.getByRole('link', { name: 'Law in force' }).click();
  await expect(page.getByRole('cell', { name: /servers are in Australia/ })).toBeVisible();
  await gateway.look('rules-law');
  await page.getByRole('link', { name: 'What providers say' }).click();
  await page.getByRole('heading', { name: 'Business', exact: true }).click();
  await gateway.look('rules-claims');
});
