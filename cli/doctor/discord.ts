import type { Env } from '@/lib/config/env';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { count } from '@/lib/core/format';
import { embeddedUrl } from '@/lib/data/embedded';
import { listDeliveries } from '@/lib/delivery/deliveries';
import { apiAddress, checkToken } from '@/lib/delivery/discord/check';
import { botStatus } from '@/lib/delivery/discord/settings';
import { attempt, type Check, ok, warning } from './check';

const DAY_MS = 86_400_000;
const NAME = 'Discord bot';

/** checkDiscord: whether the token is accepted, what the bot says of itself, and what could not be delivered in the last day. */
export function checkDiscord(env: Env): Promise<Check>[] {
  const token = env.values.DISCORD_BOT_TOKEN;
  if (token === null)
    return [attempt(NAME, () => ({ name: NAME, state: 'off', detail: 'DISCORD_BOT_TOKEN is not set: without the Discord bot' }))];
  const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
  return [
    attempt(NAME, async () => {
      const checked = await checkToken(token, apiAddress(env.values));
      return checked.ok
        ? ok(NAME, `the token is accepted: ${checked.user}`)
        : warning(NAME, checked.error, 'docs/discord.md says how to get a token.');
    }),
    ...(url === null ? [] : [attempt(`${NAME}’s state`, () => withDatabase(url, stateOfBot))]),
  ];
}

async function stateOfBot(): Promise<Check> {
  const name = `${NAME}’s state`;
  const [status, failures] = await Promise.all([
    botStatus(),
    listDeliveries(deliveriesSchema.parse({ state: 'failed', target: 'discord:' })),
  ]);
  const recent = failures.deliveries.filter(({ failedAt }) => Date.parse(failedAt ?? '') > Date.now() - DAY_MS);
  if (status?.detail) return warning(name, status.detail);
  if (recent.length > 0) {
    const reasons = [...new Set(recent.map(({ target, lastError }) => `${target}: ${lastError}`))].slice(0, 3).join('; ');
    return warning(
      name,
      `${count(recent.length, 'result')} could not be delivered in the last day: ${reasons}`,
      'winnow deliveries --state failed lists them; winnow deliveries resend ID sends one again.',
    );
  }
  return ok(name, status ? `${status.state}, last heard of ${status.at}` : 'it has not run yet: npm start starts it');
}

/** The client reads the address from the environment. */
async function withDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  process.env.DATABASE_URL ||= url;
  return work();
}
