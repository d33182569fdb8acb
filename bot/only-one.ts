import pg from 'pg';
import { createLogger } from '@/lib/base/logging';
import { directDatabaseUrl } from '@/lib/data/client';

const log = createLogger('discord');
const TRY_EVERY_MS = 2_000;

/**
 * becomeOnly resolves when this process is the only bot of the deployment: two would answer everything twice. The lock belongs to a connection; where that
 * breaks, `onLost` is called, and another bot may take over.
 */
export async function becomeOnly(onLost: () => void): Promise<{ leave(): Promise<void> }> {
  const client = new pg.Client({ connectionString: directDatabaseUrl(), application_name: 'winnow-discord', keepAlive: true });
  let leaving = false;
  const lost = () => {
    if (!leaving) onLost();
  };
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  for (let tries = 0; ; tries += 1) {
    const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(hashtextextended('winnow_discord', 0)) AS got`);
    if (rows[0]?.got) break;
    if (tries === 0) log.info('another bot of this deployment runs; this one takes over when that one ends');
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
  return {
    async leave() {
      leaving = true;
      await client.end();
    },
  };
}
