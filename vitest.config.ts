import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': resolve(import.meta.dirname) } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A test is to hang this long before it counts as hanging, also where a machine is busy.
          testTimeout: 30_000,
          include: ['**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', 'node_modules/**', '.next/**', '.winnow/**'],
        },
      },
      {
        extends: true,
        // Real PostgreSQL: the global set-up starts a throw-away cluster and builds the template database each file clones.
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: ['node_modules/**', '.next/**', '.winnow/**'],
          globalSetup: ['./scripts/test-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
    maxWorkers: 2,
    // What the code under test logs would bury what the tests say.
    env: { LOG_LEVEL: 'FATAL' },
  },
});
