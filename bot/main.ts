/** The bot process. On SIGTERM it lets what is being delivered arrive, closes its session and exits with 0. */
import { createLogger } from '@/lib/base/logging';
import { readEnv } from '@/lib/config/env';
import { pageAddress } from '@/lib/config/page-address';
import { startTracing } from '@/lib/config/tracing';
import { closeDatabase } from '@/lib/data/client';
import { apiAddress } from '@/lib/delivery/discord/check';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { createBot } from './bot';
import { becomeOnly } from './only-one';

const LEAVE_MS = 10_000;

const log = createLogger('discord');
const env = readEnv();
const { values } = env;
const tracing = await startTracing(env, 'discord', log);
/** In the order in which they were made; undone the other way round. */
const cleanUps: (() => Promise<unknown>)[] = [tracing.stop, closeDatabase];

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info({ signal }, 'bot stops');
  setTimeout(() => process.exit(1), LEAVE_MS).unref();
  for (const cleanUp of cleanUps.reverse()) await cleanUp().catch((error) => log.warn({ err: error }, 'something could not be stopped'));
  process.exit(0);
}
process.on('SIGTERM', () => void leave('SIGTERM'));
process.on('SIGINT', () => void leave('SIGINT'));

const token = values.DISCORD_BOT_TOKEN;
if (token === null) {
  log.error('DISCORD_BOT_TOKEN is not set: there is no bot to run');
  process.exit(2);
}

const only = await becomeOnly(() => {
  log.error('the connection that keeps a second bot away broke; this one ends and starts anew');
  process.exit(1);
});
cleanUps.push(only.leave);
const embedder = createEmbedder();
cleanUps.push(() => embedder.close());
const bot = await createBot({ token, apiUrl: apiAddress(values), links: { baseUrl: pageAddress(values) }, embedder });
cleanUps.push(bot.stop);
log.info({ state: await bot.start(), pid: process.pid }, 'bot started');
