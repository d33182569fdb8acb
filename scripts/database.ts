/**
 * `npm run database` starts the embedded PostgreSQL, brings it up to date and prints its URL, for writing migrations while `npm start` is not
 * running; `npm run database -- stop` stops it.
 */
import { resolve } from 'node:path';
import { startEmbeddedPostgres } from '../lib/data/embedded';
import { migrateDatabase } from '../lib/data/migrate';

const server = await startEmbeddedPostgres({ directory: resolve(import.meta.dirname, '../.winnow') });
if (process.argv[2] === 'stop') {
  await server.stop();
} else {
  const { pending } = await migrateDatabase(server.url());
  if (pending.length > 0) process.stderr.write(`applied ${pending.join(', ')}\n`);
  process.stdout.write(`${server.url()}\n`);
}
