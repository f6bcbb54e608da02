import { rmSync } from 'node:fs';
import { join } from 'node:path';
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

export default defineConfig({
  plugins: [react(), clearAssets],
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
  server: {
    proxy: { '/api': process.env.ONSHORE_API ?? 'http://localhost:8099' },
  },
  test: {
    // Pure rules need no page; the tests that do say so in their first line.
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
