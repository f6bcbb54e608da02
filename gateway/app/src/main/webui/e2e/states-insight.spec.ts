/** States of trends, the audit trail and the rules that a running gateway does not show at will: its answers are played. */
import type { Page, Route } from '@playwright/test';
import { expect, test } from './story';

const json = (body: unknown, status = 200) => (route: Route) =>
  route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });

const unavailable = json({ status: 503, code: 'UNAVAILABLE', detail: 'the store does not answer', hint: 'try again in a minute' }, 503);

/** Answers that never come, until the page is gone. */
const never = () => new Promise<void>(() => undefined);

async function play(page: Page, path: string, answer: (route: Route) => Promise<void>) {
  await page.route(new RegExp(`/api/v1${path}(\\?.*)?$`), answer);
}

const week = (begins: string, sends: Record<string, number>, cases: [number, number, number]) => ({
  begins,
  sends,
  opened: cases[0] === 0 ? {} : { WARNED_SEND: cases[0] },
  decided: cases[1] === 0 ? {} : { WARNED_SEND: cases[1] },
  overdue: cases[2] === 0 ? {} : { WARNED_SEND: cases[2] },
});

const weeks = Array.from({ length: 13 }, (_, index) => {
  const begins = new Date(Date.UTC(2026, 7, 31 + index * 7)).toISOString().slice(0, 10);
  const grown = 40 + index * 3;
  return week(
    begins,
    { ALLOW: grown, NOTICE: 6 + (index % 3), WARN: index < 7 ? 9 - (index % 4) : 4, HOLD: index % 3, BLOCK: index % 5 === 0 ? 2 : 0 },
    [3 + (index % 4), 2 + (index % 5), index % 6 === 0 ? 1 : 0],
  );
});

const rate = (ruleId: string, interruptions: number, overrides: number, breaches: string[] = []) => ({
  ruleId,
  sends: 900,
  interruptions,
  interruptionsPerHundred: (interruptions * 100) / 900,
  overrides,
  overridePercent: interruptions === 0 ? 0 : (overrides * 100) / interruptions,
  breaches,
});

const rates = {
  from: '2026-08-31T00:00:00Z',
  to: '2026-11-28T00:00:00Z',
  budget: { interruptionsPerHundred: 5, overridePercent: 80, leastSends: 20, leastInterruptions: 10 },
  rules: [
    rate('AU-APP8-USE', 52, 47, ['overridden in 47 of 52 interruptions: 90.4 %, where the budget is 80.0 %']),
    rate('AU-VIC-HPP9-UNMET', 24, 9),
    rate('ACCOUNT-PERSONAL', 12, 3),
    rate('AU-MHR-COPY', 2, 2),
  ],
};

test('three months of sends make trends that can be told', async ({ page, gateway }) => {
  await play(page, '/reviews/trends', json({ weeks }));
  await play(page, '/reviews/rates', json(rates));
  await play(
    page,
    '/policy/rules',
    json({
      inForce: 2,
      versions: [
        { number: 2, state: 'PUBLISHED', raised: {}, house: [], proposedBy: 'connie', proposedAt: '2026-10-20T01:00:00Z', reason: 'x', decidedBy: 'adam', decidedAt: '2026-10-21T01:00:00Z' },
      ],
    }),
  );
  await gateway.as('connie-compliance', '/trends');
  await expect(page.getByText(/Warnings went down/)).toBeVisible();
  await expect(page.getByText(/1 of 4 rules may be crying wolf/)).toBeVisible();
  await gateway.look('trends-full');
  for (const tab of await page.getByRole('tab', { name: 'Table' }).all()) {
    await tab.click();
  }
  await expect(page.getByText('This rule may be crying wolf')).toBeVisible();
  await gateway.look('trends-tables');
});
void unavailable;
void never;
