import { readFile } from 'node:fs/promises'
import { defineConfig } from 'vitest/config'

/** Wording is imported as text, as esbuild and wrangler do it. */
const wording = {
  name: 'wording',
  async load(id: string) {
    return id.endsWith('.md') ? `export default ${JSON.stringify(await readFile(id, 'utf8'))}` : null
  },
}
const oxc = { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } }

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [wording],
        oxc,
        test: {
          name: 'node',
          // Files share what they import: nothing of ours keeps state between two desks.
          isolate: false,
          // Nothing is timed here: a busy machine is no fault of the code.
          testTimeout: 120_000,
          hookTimeout: 180_000,
          root: '.',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/browser/**', 'test/web/kit-axe.test.ts'],
          globalSetup: ['test/support/migrated.ts'],
          maxWorkers: 2,
        },
      },
      {
        plugins: [wording],
        oxc,
        test: {
          name: 'browser',
          root: '.',
          include: ['test/browser/**/*.test.{ts,tsx}', 'test/web/kit-axe.test.ts'],
          globalSetup: ['test/support/migrated.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        plugins: [wording],
        oxc,
        test: {
          name: 'edge',
          root: '.',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/migrated.ts'],
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
