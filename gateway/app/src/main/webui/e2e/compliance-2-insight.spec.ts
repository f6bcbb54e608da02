/** What compliance staff find out: trends, the law by place, the audit trail and its exports, and the practice's own rules. */
import { expect, test } from './story';

test('compliance reads trends and what each law says', async ({ page, gateway }) => {
  await gateway.as('connie-compliance', '/trends');
  await expect(page.getByRole('heading', { name: 'Warnings per 1,000 sends' })).toBeVisible();
  await page.getByLabel('How far back').selectOption({ label: '4 weeks' });
  await expect(page).toHaveURL(/weeks=4/);
  await gateway.look('trends');

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
