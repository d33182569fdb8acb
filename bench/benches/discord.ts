/**
 * npm run bench -- discord [--submissions 100] [--users 20]: that many /analyze at once, from so many people, to the real bot process in front of a stand-in
 * for Discord, with a real worker and articles of loopback. Every one must be acknowledged within Discord's 3 seconds and end with its result; requests are
 * counted at the stand-in, the acknowledgement included.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { saveDiscordSettings } from '@/lib/delivery/discord/settings';
import { type Interaction, StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { startArticleSite } from '../support/article-site';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';

const FINISH_WITHIN_MS = 420_000;
const CONNECT_WITHIN_MS = 60_000;
const ACK_LIMIT_MS = 3_000;

const measure: Measure = async ({ options, progress }) => {
  const submissions = Number(options.submissions ?? 100);
  const users = Number(options.users ?? 20);
  const [site, discord] = await Promise.all([startArticleSite(), StandInDiscord.start()]);
  const deployment = await startDeployment({
    WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`,
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'warning',
  });
  try {
    await saveDiscordSettings({ user_per_hour: submissions, guild_per_hour: submissions });
    deployment.startWorker();
    deployment.startBot();
    await until(() => discord.gateway.hasListener && discord.commands.size > 0, CONNECT_WITHIN_MS, 'the bot did not connect');
    const channels = Array.from({ length: users }, (_, i) => discord.world.addChannel(`channel-${i}`));
    await sleep(1_000);

    progress(`${submissions} submissions at once`);
    const callsBefore = discord.calls.length;
    const asked = Array.from({ length: submissions }, (_, i) => {
      const member = { id: `3000000000000${String(10_000 + (i % users))}` };
      return discord.slash(channels[i % users]!.id, member, 'analyze', [{ name: 'url', type: 3, value: site.url(i) }]);
    });
    const ended = () => asked.filter((interaction) => isResult(interaction)).length;
    let told = 0;
    await until(
      () => {
        const now = ended();
        if (now >= told + 20) {
          told = now;
          progress(`${now} results`);
        }
        return now === submissions;
      },
      FINISH_WITHIN_MS,
      null,
    );
    await sleep(2_000);

    const acks = asked.flatMap(({ ackMs }) => (ackMs === null ? [] : [ackMs])).sort((a, b) => a - b);
    const calls = discord.calls.slice(callsBefore);
    return {
      n: submissions,
      metrics: {
        acknowledged_in_time: acks.filter((ms) => ms < ACK_LIMIT_MS).length,
        ack_ms_p50: quantile(acks, 0.5),
        ack_ms_p99: quantile(acks, 0.99),
        ack_ms_max: acks.at(-1) ?? null,
        results_shown: ended(),
        results_as_stored: await asStored(asked),
        messages_of_the_bot: discord.world.ownMessages().length,
        rest_calls_per_run: Number((calls.length / submissions).toFixed(2)),
        rate_limited: calls.filter(({ status }) => status === 429).length,
        refused: calls.filter(({ status }) => status >= 400 && status !== 429).length,
      },
      settings: { submissions, users, worker_processes: 1, ack_limit_ms: ACK_LIMIT_MS },
    };
  } finally {
    await deployment.close();
    await Promise.all([discord.close(), site.close()]);
  }
};

interface Embed {
  title?: string;
  url?: string;
  fields?: { name: string; value: string }[];
}

const embedOf = ({ original }: Interaction): Embed => ((original?.body.embeds as Embed[] | undefined) ?? [])[0] ?? {};
const isResult = (interaction: Interaction): boolean => embedOf(interaction).fields?.some(({ name }) => name === 'Decided') ?? false;

/** What is shown in the end is the run that was asked for, with the title that the database has. */
async function asStored(asked: readonly Interaction[]): Promise<number> {
  const runs = await database().run.findMany({ where: { kind: 'primary' }, select: { id: true, title: true, state: true } });
  const titles = new Map(runs.filter(({ state }) => state === 'finished').map(({ id, title }) => [id, title]));
  return asked.filter((interaction) => {
    const { title, url } = embedOf(interaction);
    return isResult(interaction) && titles.get(/runs\/([0-9a-f-]{36})/.exec(url ?? '')?.[1] ?? '') === title;
  }).length;
}

async function until(check: () => boolean, withinMs: number, complaint: string | null): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!check()) {
    if (Date.now() < deadline) await sleep(50);
    else if (complaint) throw new Error(complaint);
    else return;
  }
}

export default measure;
