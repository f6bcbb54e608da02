/** The README's pictures, taken from a gateway with the demo's set-up: `npm run pictures`. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { emergency } from './cases';
import { sealedFile } from './files';
import { expect, test } from './story';

const IMAGES = join(import.meta.dirname, '../../../../../../.github/images');

async function picture(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(() => {
    document.querySelector<HTMLElement>(':focus')?.blur();
    window.scrollTo(0, 0);
  });
  await page.screenshot({ path: join(IMAGES, `${name}.png`), scale: 'css' });
}

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1180, height: 800 };

test('the five screens', async ({ page, gateway }) => {
  await page.setViewportSize(PHONE);
  await gateway.as('clara-clinician');
  await expect(page.getByRole('radio', { name: /OneDrive - practice library.*Stays in Australia/s })).toBeChecked();
  await picture(page, 'chooser', PHONE);
  await page.getByLabel('Which file?').setInputFiles(await sealedFile());
  await page.getByRole('button', { name: /^Send to / }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Stored in / })).toBeVisible();
  await picture(page, 'stored', PHONE);
  await emergency(page, 'The burns unit needs the photo to decide about surgery');

  await page.setViewportSize(DESK);
  await gateway.as('adam-admin', '/storage/box-australia');
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText(/just now\.$/)).toBeVisible();
  await picture(page, 'storage', DESK);

  await gateway.as('connie-compliance', '/reviews?state=open&kind=EMERGENCY_SENT');
  await page.getByRole('link', { name: 'Sent because care could not wait', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: /^As it was on / })).toBeVisible();
  await picture(page, 'review', DESK);

  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByText(/Chain unbroken/)).toBeVisible();
  await picture(page, 'audit', DESK);
});
