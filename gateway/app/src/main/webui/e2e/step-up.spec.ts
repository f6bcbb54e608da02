/** Where the practice wants a stronger sign-in for grave decisions: it is asked for once, and nothing typed is lost. */
import { emergency } from './cases';
import { expect, test } from './story';

test('a decision that needs a stronger sign-in goes on where it was', async ({ page, gateway }) => {
  await gateway.as('clara-clinician');
  await emergency(page, 'The ambulance is on its way');
  await gateway.as('connie-compliance', '/reviews?state=open&kind=EMERGENCY_SENT');
  await page.getByRole('link', { name: 'Sent because care could not wait', exact: true }).first().click();
  const address = page.url();
  await page.getByRole('radio', { name: /^Accept(?! until)/ }).check();
  await page.getByLabel('Why?', { exact: true }).fill('The ward has no other storage yet');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();

  await page.getByRole('link', { name: 'connie-compliance' }).click();
  await page.waitForURL(address);
  await expect(page.getByLabel('Why?', { exact: true })).toHaveValue('The ward has no other storage yet');
  await expect(page.getByRole('radio', { name: /^Accept(?! until)/ })).toBeChecked();
  await gateway.look('review-signed-in-again');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText('The ward has no other storage yet')).toBeVisible();
  await expect(page.getByText('Decided').first()).toBeVisible();
});
