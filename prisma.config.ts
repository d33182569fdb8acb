import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'prisma/config';
import { embeddedUrl } from './lib/data/embedded/record';

/**
 * Prisma's command line is for authoring only (`prisma migrate dev`, `prisma migrate diff`, `prisma generate`); a deployment applies its
 * migrations with lib/data/migrate.
 *
 * Its native schema engine is a download of its own that an offline machine cannot make, so the WASM build of the same engine, which comes
 * from npm, stands in for it. The variable must be set before Prisma looks for the engine, and this file is loaded before that.
 */
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= resolve(import.meta.dirname, 'scripts/schema-engine.mjs');

const envFile = resolve(import.meta.dirname, '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);

/** `||`, not `??`: an empty DATABASE_URL in .env means the embedded database, as everywhere else. Commands that need no database accept the last one. */
const url =
  process.env.DATABASE_DIRECT_URL ||
  process.env.DATABASE_URL ||
  embeddedUrl(resolve(import.meta.dirname, '.winnow')) ||
  'postgresql://127.0.0.1:1/start-the-database-first-with-npm-run-database';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
