import { defineConfig } from 'vitest/config';

/**
 * `unit`: everything beside its source, pure or on a temporary folder. The other projects start real parts.
 * The time limits only end what hangs: they are far above what the slowest test needs on a busy machine.
 */
const expect = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/server/src/**/*.test.ts',
            'apps/score/src/**/*.test.ts',
            'infra/**/*.test.ts',
          ],
          exclude: ['**/*.{integration,journey,engine}.test.ts', '**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect,
        },
      },
      './apps/web/vite.config.*',
      {
        test: {
          name: 'integration',
          include: [
            'packages/*/src/**/*.integration.test.ts',
            'apps/server/src/**/*.integration.test.ts',
            'apps/bench/src/**/*.integration.test.ts',
            'infra/**/*.integration.test.ts',
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['infra/journeys/**/*.journey.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          expect,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'engines',
          include: ['infra/engines/**/*.engine.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
