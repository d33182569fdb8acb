import pg from 'pg';
import { directDatabaseUrl } from './client';

/**
 * onlyOne runs a task unless another process is at it under the same name; returns whether it ran. The lock is a session's: it ends with this
 * process, however that ends. A connection each time: for what happens every few seconds at most.
 */
export async function onlyOne(name: string, task: () => Promise<unknown>): Promise<boolean> {
  const client = new pg.Client({ connectionString: directDatabaseUrl(), application_name: 'winnow-lock' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free', [name]);
    if (!rows[0]?.free) return false;
    await task();
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
