import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Maven names the folder that the packaged app serves at `/`; by hand the output stays beside the sources. */
const outDir = process.env.ONSHORE_WEBUI_OUT ?? 'dist';

/** The output folder may hold other resources: only what this build owns is cleared. */
const clearAssets: Plugin = {
  name: 'clear-assets',
  apply: 'build',
  buildStart: () => rmSync(join(outDir, 'assets'), { recursive: true, force: true }),
};

/** What a ward phone loads before a clinician sees the chooser, in bytes of compressed script. The build fails above it. */
const CLINICIAN_BUDGET = 250_000;

const budget: Plugin = {
  name: 'budget',
  apply: 'build',
  generateBundle(_options, bundle) {
    const counted = new Set<string>();
    const size = (name: string): number => {
      const chunk = bundle[name];
      if (counted.has(name) || chunk?.type !== 'chunk') {
        return 0;
      }
      counted.add(name);
      return chunk.imports.reduce((sum, each) => sum + size(each), gzipSync(chunk.code).length);
    };
    const entries = Object.values(bundle).filter((each) => each.type === 'chunk' && each.isEntry);
    const total = entries.reduce((sum, each) => sum + size(each.fileName), 0);
    this.info(`the clinician's page loads ${total} bytes of compressed script, of ${CLINICIAN_BUDGET} allowed`);
    if (total > CLINICIAN_BUDGET) {
      this.error(`the clinician's page loads ${total} bytes of compressed script, more than ${CLINICIAN_BUDGET}`);
    }
  },
};

/** A gateway to talk to while working on the screens: the demo, usually. */
const gateway = process.env.ONSHORE_GATEWAY ?? 'http://localhost:8080';
// The gateway sees the page's own address, so that the sign-in leads back here.
const proxy = Object.fromEntries(
  ['/api', '/login', '/logout', '/connect', '/q'].map((path) => [path, { target: gateway, changeOrigin: false }]),
);

export default defineConfig({
  plugins: [react(), clearAssets, budget],
  build: {
    outDir,
    emptyOutDir: false,
    assetsDir: 'assets',
    // The content security policy allows no inline script, and data: for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome107', 'edge107', 'firefox104', 'safari16'],
  },
  worker: { format: 'es' },
  server: { proxy },
  preview: {
    proxy,
    headers: {
      // The gateway's own, of `application.properties`.
      'Content-Security-Policy':
        "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    },
  },
  test: {
    // Pure rules need no page; the tests that do say so in their first line.
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
