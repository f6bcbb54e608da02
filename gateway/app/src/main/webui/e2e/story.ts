/**
 * What every story has: people who sign in, and a page that is watched. A story fails on a script's error, an error in
 * the console that it does not expect, a violation of the content security policy, a request to another host, and
 * on each `look` at a screen that axe finds fault with or that scrolls sideways.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

export type Person = 'clara-clinician' | 'adam-admin' | 'connie-compliance' | 'gwen-clinician' | 'uma-clinician';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What size can change, and what colour can. */
const BY_SIZE = ['target-size', 'scrollable-region-focusable'];
const BY_COLOUR = ['color-contrast'];
const pictures = process.env.ONSHORE_PICTURES;

interface Look {
  name: string;
  width: number;
  height: number;
  colour: 'light' | 'dark';
  forced?: 'active';
  /** By which rules it is looked at. */
  rules: readonly string[];
}

/** A phone, a desktop, a desktop at 200 % and forced colours, in light and dark. Forced colours are the device's own. */
const LOOKS: readonly Look[] = [
  { name: 'phone', width: 320, height: 640, colour: 'light', rules: ALL },
  { name: 'desktop', width: 1280, height: 800, colour: 'dark', rules: [...BY_SIZE, ...BY_COLOUR] },
  { name: 'zoomed', width: 640, height: 400, colour: 'light', forced: 'active', rules: BY_SIZE },
];

export interface Gateway {
  /** Signs in where the gateway leads, and waits for the page that was asked for. */
  as(person: Person, path?: string): Promise<void>;
  /** Looks at the screen in every size and colour; the picture, if pictures are wanted, gets this name. */
  look(name: string): Promise<void>;
  /** Errors of the console from now on that the story provokes; none again after `expectErrors()`. */
  expectErrors(...texts: RegExp[]): void;
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

export const test = base.extend<{ gateway: Gateway }>({
  gateway: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      // Whoever is not signed in is told so; the page goes to the sign-in by itself.
      const always = [/status of (401|499)/];
      let provoked: readonly RegExp[] = [];
      const ours = (url: string) => url === '' || url.startsWith(baseURL ?? '');
      page.on('console', (message) => {
        const { url } = message.location();
        const text = `${message.text()} ${url}`;
        if (message.type() === 'error' && ours(url) && ![...always, ...provoked].some((each) => each.test(text))) {
          faults.push(`console: ${text}`);
        }
      });
      page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
      page.on('request', (request) => {
        if (ours(page.url()) && !ours(request.url()) && !request.isNavigationRequest() && !/^(data|blob):/.test(request.url())) {
          faults.push(`another host: ${request.url()}`);
        }
      });
      await page.exposeBinding('onshoreViolation', (_source, violation: string) => faults.push(`policy: ${violation}`));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event) => {
          const told = window as unknown as { onshoreViolation: (violation: string) => void };
          told.onshoreViolation(`${event.violatedDirective} ${event.blockedURI}`);
        }),
      );

      await use({
        as: async (person, path = '/') => {
          await page.context().clearCookies();
          // Somebody else at the same desk, at once: not the loop that the page guards itself against.
          if (baseURL !== undefined && page.url().startsWith(baseURL)) {
            await page.evaluate(() => sessionStorage.removeItem('onshore.lastSignIn'));
          }
          await page.goto(path);
          await page.getByRole('link', { name: person }).or(page.getByRole('button', { name: person })).click();
          await expect(page.getByRole('banner').getByText(person)).toBeVisible();
        },
        look: async (name) => {
          // Who is signed in may not be known yet, or the screen's own script not be there. By name of the element: a dialog
          // hides the page behind it from assistive technology.
          await expect(page.locator('h1')).toBeVisible();
          const size = page.viewportSize();
          // Comes in over the debugging protocol, which the page's policy does not bind.
          await page.evaluate(axe);
          for (const each of LOOKS) {
            await page.setViewportSize({ width: each.width, height: each.height });
            await page.emulateMedia({ colorScheme: each.colour, forcedColors: each.forced ?? 'none', reducedMotion: 'reduce' });
            if (pictures !== undefined) {
              mkdirSync(pictures, { recursive: true });
              await page.screenshot({ path: join(pictures, `${name}-${each.name}.png`), fullPage: true });
            }
            faults.push(...(await wrong(page, each.rules)).map((fault) => `${name} on a ${each.name}: ${fault}`));
          }
          await page.setViewportSize(size ?? { width: 1280, height: 800 });
          await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' });
          expect(faults).toEqual([]);
        },
        expectErrors: (...texts) => {
          provoked = texts;
        },
      });
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

async function wrong(page: Page, asked: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(async (rules) => {
    const loaded = window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResult> } };
    return loaded.axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
  }, asked);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return [
    ...found.violations.map((each) => `axe ${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`),
    ...(wide ? ['scrolls sideways'] : []),
  ];
}
