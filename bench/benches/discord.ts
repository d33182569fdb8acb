/**
 * npm run bench -- discord [--submissions 100] [--users 20]: that many /analyze at once, from so many people, to the real bot process in front of a stand-in
 * for Discord. Every one must be acknowledged within Discord's 3 seconds and end with its result; requests are counted at the stand-in, the acknowledgement
 * included. The runs go through the real pipeline and database; the engines are stand-ins that take some seconds a stage, so that it is the bot that is
 * measured and progress has something to show.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { saveDiscordSettings } from '@/lib/delivery/discord/settings';
import { driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { article, standInEngines } from '@/lib/pipeline/testing/engines';
import { type Interaction, StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { startDeployment } from '../support/deployment';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';

const FINISH_WITHIN_MS = 240_000;
/** How long a stage takes: as for a short recording. */
const STAGE_SECONDS = [1, 6] as const;
const RUNS_AT_ONCE = 20;
const CONNECT_WITHIN_MS = 60_000;
const ACK_LIMIT_MS = 3_000;

const measure: Measure = async ({ options, progress }) => {
  const submissions = Number(options.submissions ?? 100);
  const users = Number(options.users ?? 20);
  const seed = Number(options.seed ?? 1);
  const discord = await StandInDiscord.start();
  const deployment = await startDeployment({
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    LOG_LEVEL: 'warning',
  });
  try {
    await saveDiscordSettings({ user_per_hour: submissions, guild_per_hour: submissions });
    deployment.startBot();
    await until(() => discord.gateway.hasListener && discord.commands.size > 0, CONNECT_WITHIN_MS, 'the bot did not connect');
    const channels = Array.from({ length: users }, (_, i) => discord.world.addChannel(`channel-${i}`));
    await sleep(1_000);

    progress(`${submissions} submissions at once`);
    const callsBefore = discord.calls.length;
    const asked = Array.from({ length: submissions }, (_, i) => {
      const member = { id: `3000000000000${String(10_000 + (i % users))}` };
      return discord.slash(channels[i % users]!.id, member, 'analyze', [{ name: 'url', type: 3, value: `https://valley.example/${i}` }]);
    });
    const working = new AbortController();
    const workers = Promise.all(Array.from({ length: RUNS_AT_ONCE }, (_, i) => work(i, seed, working.signal)));
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
    working.abort();
    await workers;
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
      settings: {
        submissions,
        users,
        engines: 'stand-in',
        stage_seconds: STAGE_SECONDS,
        runs_at_once: RUNS_AT_ONCE,
        ack_limit_ms: ACK_LIMIT_MS,
        seed,
      },
    };
  } finally {
    await deployment.close();
    await discord.close();
  }
};

/** One of the places where runs are worked on: takes the oldest that nobody has, and moves it to its end. */
async function work(place: number, seed: number, signal: AbortSignal): Promise<void> {
  const random = seededRandom(seed * 1000 + place);
  const pause = () => sleep((STAGE_SECONDS[0] + random() * (STAGE_SECONDS[1] - STAGE_SECONDS[0])) * 1000);
  const { engines, source } = standInEngines();
  source.acquire = async () => {
    await pause();
    return article();
  };
  const { analyze } = engines.analyzer;
  engines.analyzer.analyze = async (...args) => {
    await pause();
    return analyze.apply(engines.analyzer, args);
  };
  while (!signal.aborted) {
    const id = await takeOldest();
    if (id) await driveRun(id, testWorker(engines));
    else await sleep(100);
  }
}

const taken = new Set<string>();

async function takeOldest(): Promise<string | null> {
  const runs = await database().run.findMany({ where: { state: 'queued', kind: 'primary' }, select: { id: true }, orderBy: { id: 'asc' } });
  const next = runs.find(({ id }) => !taken.has(id));
  if (next) taken.add(next.id);
  return next?.id ?? null;
}

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
