/**
 * What compliance staff do with cases: see what needs them, look at what a clinician saw, give a case to themselves, decide
 * with a reason, hand the evidence over, decide several by keyboard alone, and see where a file went.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { emergency, sendDespiteWarning } from './cases';
import { expect, test, type Gateway } from './story';

async function inbox(gateway: Gateway, page: Page, query = ''): Promise<void> {
  // Another person at the same browser, at once: the page would take a second sign-in within seconds for a loop.
  await page.evaluate(() => sessionStorage.clear());
  await gateway.as('connie-compliance', `/reviews${query}`);
  await expect(page.getByRole('table', { name: 'Cases, newest first' })).toBeVisible();
}

/** The names of the files inside a ZIP, from the directory at its end. */
function namesIn(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}

test('a case is looked at, taken, and accepted until a day', async ({ page, gateway }) => {
  test.slow();
  await gateway.as('clara-clinician');
  // In letters: the gateway takes digits out, which may point to a patient.
  const reason = `The burns unit operates tonight, list ${[...String(Date.now())].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
  await emergency(page, reason);

  await inbox(gateway, page);
  await expect(page.getByText(/\d+ needs? a decision\. (None|\d+) (is|are) due today\./)).toBeVisible();
  await expect(page.getByText(/Warnings are|There are as many warnings|came with a warning/)).toBeVisible();
  await gateway.look('reviews-inbox');

  await page.getByText('More filters').click();
  await page.getByRole('link', { name: /^Sent because care could not wait \(\d+\)$/ }).click();
  await expect(page).toHaveURL(/kind=EMERGENCY_SENT/);
  await gateway.look('reviews-filtered');

  await page.getByRole('link', { name: 'Sent because care could not wait', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sent because care could not wait' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^As it was on / })).toBeVisible();
  await expect(page.getByText(`“${reason}”`)).toBeVisible();
  await expect(page.getByText('Storage is outside Australia with no binding contract').first()).toBeVisible();
  await page.getByText(/^Evidence as it was on/).click();
  await expect(page.getByRole('cell', { name: 'the partner clinic\'s own word' }).first()).toBeVisible();
  await gateway.look('reviews-case');

  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText('Given to you')).toBeVisible();
  await expect(page.getByText('You took the case')).toBeVisible();

  await page.getByText('Give it to somebody else, or change the day').click();
  const giveTo = page.getByLabel('Give to', { exact: true });
  await expect(giveTo.getByRole('option', { selected: true })).toHaveText('Me');
  await gateway.look('reviews-case-give-to');
  await giveTo.selectOption('Nobody');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Given to nobody yet')).toBeVisible();
  await expect(page.getByText('You gave the case to nobody')).toBeVisible();
  await giveTo.selectOption('Me');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Given to you')).toBeVisible();

  await page.getByRole('button', { name: 'Save the decision' }).click();
  await expect(page.getByRole('link', { name: 'Choose what you decide' })).toBeVisible();
  await gateway.look('reviews-case-errors');

  await page.getByRole('radio', { name: /^Accept until/ }).check();
  const day = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await page.getByLabel('Until which day?').fill(day);
  await page.getByLabel('Why?', { exact: true }).fill('A contract with the partner clinic is being signed');
  await page.reload();
  await expect(page.getByLabel('Why?', { exact: true })).toHaveValue('A contract with the partner clinic is being signed');
  await gateway.look('reviews-case-deciding');
  await page.getByRole('button', { name: 'Accept until that day' }).click();
  await expect(page.getByText('Your decision is saved.')).toBeVisible();
  await expect(page.getByText(/^Accepted until /)).toBeVisible();
  await expect(page.getByText('accepted it for a time')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open it again' }).or(page.getByRole('radio', { name: /^Open the case again/ })).first()).toBeVisible();
  await gateway.look('reviews-case-decided');
});

test('the evidence of a case is handed over as a ZIP', async ({ page, gateway }) => {
  await gateway.as('clara-clinician');
  await emergency(page, 'The ambulance is on its way');
  await inbox(gateway, page, '?kind=EMERGENCY_SENT');
  await page.getByRole('link', { name: 'Sent because care could not wait', exact: true }).first().click();
  await page.getByText('How is it checked?').click();
  await expect(page.getByText('java -jar onshore-verify.jar audit')).toBeVisible();

  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^case-rev_.+\.zip$/);
  const zip = readFileSync(await download.path());
  expect(zip.toString('latin1', 0, 4)).toBe('PK\u0003\u0004');
  expect(namesIn(zip)).toEqual(expect.arrayContaining(['README.txt', 'case.pdf', 'case.json', 'events.jsonl', 'jwks.json']));
  await expect(page.getByText(/^case-rev_.+\.zip is ready, /)).toBeVisible();

  await page.getByRole('checkbox', { name: 'Who did it' }).check();
  const redacted = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  expect(namesIn(readFileSync(await (await redacted).path())).filter((name) => name.startsWith('receipts/'))).toEqual([]);
  await gateway.look('reviews-pack');
});

test('several cases are decided by keyboard alone', async ({ page, gateway }) => {
  test.slow();
  await gateway.as('clara-clinician');
  await sendDespiteWarning(page);
  await emergency(page, 'One');
  await emergency(page, 'Two');

  await inbox(gateway, page, '?kind=EMERGENCY_SENT');
  await expect(page.getByText(/^Keys: j next case, k case before/)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 case chosen')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('2 cases chosen')).toBeVisible();
  await gateway.look('reviews-chosen');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'Decide 2 cases' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: /^Accept It may stay/ })).toBeChecked();
  await gateway.look('reviews-bulk');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Looked at both: the partner clinic keeps them sealed');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Accept 2 cases' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 cases are decided.')).toBeVisible();
  await gateway.look('reviews-bulk-done');
});

test('a key is changed, and keys are turned off', async ({ page, gateway }) => {
  await gateway.as('clara-clinician');
  await emergency(page, 'Once more');
  await inbox(gateway, page);
  await page.getByText('Change the keys').click();
  await page.getByLabel('Key for: next case').fill('n');
  await expect(page.getByText(/^Keys: n next case/)).toBeVisible();
  await page.getByLabel('Key for: case before').fill('n');
  await expect(page.getByText('“n” is taken by another action')).toBeVisible();
  await gateway.look('reviews-keys');
  await page.reload();
  await expect(page.getByText(/^Keys: n next case, k case before/)).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('table').getByRole('link').first()).toBeFocused();
  await page.getByText('Change the keys').click();
  await page.getByRole('checkbox', { name: 'Use keys in this list' }).uncheck();
  await expect(page.getByText('Keys are off.')).toBeVisible();
});

test('the map of a send shows where it went and what nobody told', async ({ page, gateway }) => {
  await gateway.as('clara-clinician');
  await sendDespiteWarning(page);
  await inbox(gateway, page, '?kind=WARNING_OVERRIDDEN&destination=google-anywhere&state=all');
  await page.getByRole('table').getByRole('link', { name: 'Sent after a warning' }).first().click();
  await page.getByRole('link', { name: /^Where it went of / }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Where this send went' })).toBeVisible();
  await expect(page.getByText(/nobody has told us where that keeps it/)).toBeVisible();
  await gateway.look('reviews-flow');
  await page.getByRole('tab', { name: 'Table' }).click();
  await expect(page.getByRole('cell', { name: 'Australia (NSW)' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /^Backup copies/ })).toBeVisible();
  await gateway.look('reviews-flow-table');
});
