/** What each slash command does. All were deferred before: nothing here has to be quick. */
import type { ChatInputCommandInteraction } from 'discord.js';
import type { Depth } from '@/lib/core/runs/states';
import { isFinal } from '@/lib/core/runs/states';
import { alertsMessage, performanceMessage, recentMessage, searchMessage } from '@/lib/delivery/discord/answers';
import { resultMessage } from '@/lib/delivery/discord/run-result';
import { followRun, submitRun } from '@/lib/intake';
import { searchMemory } from '@/lib/memory';
import { listAlerts } from '@/lib/metrics/alerts/views';
import { readOverall } from '@/lib/metrics/read';
import { getRun, listRuns } from '@/lib/pipeline/views';
import { askerOf, requireRight, requireRoom, takeQuestion } from '../asking';
import type { BotContext } from '../options';
import { edit, replySubscriber } from '../replies';
import { answer } from './ask';
import { helpMessage } from './help';
import { watch } from './watch';

type Handler = (interaction: ChatInputCommandInteraction, context: BotContext) => Promise<void>;

const LISTED_RUNS = 10;
const SEARCH_HITS = 6;
const DEFAULT_HOURS = 24;

/** Commands whose answer only the asker sees. */
export const PRIVATE_COMMANDS: readonly string[] = ['help', 'recent'];

export const HANDLERS: Readonly<Record<string, Handler>> = {
  async analyze(interaction, context) {
    const asker = askerOf(interaction);
    requireRight('submit', asker, context);
    await context.limits.inTurn(asker.userId, async () => {
      await requireRoom(asker, context);
      const request = {
        url: interaction.options.getString('url', true),
        depth: (interaction.options.getString('depth') ?? 'auto') as Depth,
      };
      await submitRun(request, 'discord', { subscriber: replySubscriber(interaction, context) });
    });
  },

  async run(interaction, context) {
    const run = await getRun(interaction.options.getString('id', true).trim().toLowerCase());
    if (isFinal(run.state)) await edit(interaction, resultMessage(run, context.links));
    else await followRun(run.id, 'discord', replySubscriber(interaction, context));
  },

  async recent(interaction, { links }) {
    await edit(interaction, recentMessage((await listRuns({ limit: LISTED_RUNS })).runs, links));
  },

  async performance(interaction, { links }) {
    const hours = interaction.options.getInteger('hours') ?? DEFAULT_HOURS;
    await edit(interaction, performanceMessage(await readOverall({ hours, filter: {} }), hours, links));
  },

  async search(interaction, context) {
    takeQuestion(interaction.user.id, context);
    const q = interaction.options.getString('query', true);
    const { hits } = await searchMemory({ q, limit: SEARCH_HITS }, context.embedder);
    await edit(interaction, searchMessage(q, hits, context.links));
  },

  async ask(interaction, context) {
    await answer(interaction, interaction.options.getString('question', true), context);
  },

  async alerts(interaction, { links }) {
    await edit(interaction, alertsMessage(await listAlerts(), links));
  },

  watch,

  async help(interaction, { links, settings }) {
    await edit(interaction, helpMessage(settings(), links));
  },
};
