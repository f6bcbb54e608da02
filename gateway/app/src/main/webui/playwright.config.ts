/**
 * The stories in a real Chromium against a running gateway: `ONSHORE_URL=http://localhost:8080 npx playwright test`.
 *
 * The gateway has the demo's practices and people. One story at a time, each role after the one whose work it takes up.
 * Settings: ONSHORE_CHROMIUM the browser, else chromium, chromium-browser or google-chrome of the path;
 * ONSHORE_PICTURES a folder for pictures of the screens; ONSHORE_STORIES which stories, with commas.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const named = process.env.ONSHORE_CHROMIUM;
const folders = (process.env.PATH ?? '').split(delimiter);
const browser = named ?? BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
if (browser === undefined || !executable(browser)) {
  throw new Error(`no browser: set ONSHORE_CHROMIUM, or install one of ${BROWSERS.join(', ')}`);
}

// In this order, by one worker: a story takes up what the one before it left, as a case needs a clinician who went on.
const stories = (process.env.ONSHORE_STORIES ?? 'clinician,admin,compliance,states').split(',');

export default defineConfig({
  testDir: 'e2e',
  outputDir: join('node_modules/.cache/e2e', stories.join('-')),
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.ONSHORE_URL ?? 'http://localhost:8080',
    actionTimeout: 20_000,
    colorScheme: 'light',
    locale: 'en-AU',
    timezoneId: 'Australia/Melbourne',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: browser,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: stories.map((name) => ({ name, testMatch: `${name}*.spec.ts` })),
});
