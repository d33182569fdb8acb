/** What the buttons do. Each acts on the ids that it carries, so that those of old messages work too. */
import { type ButtonInteraction, Routes } from 'discord.js';
import type { Action } from '@/lib/delivery/discord/components';
import { CODE, hasCode } from '@/lib/delivery/discord/failures';
import { notice } from '@/lib/delivery/discord/message';
import { reportPages, threadName } from '@/lib/delivery/discord/report-pages';
import { giveFeedback, requestFullRun } from '@/lib/intake';
import { acknowledgeAlert } from '@/lib/metrics/alerts/actions';
import { getRun } from '@/lib/pipeline/views';
import { askerOf, Refusal, requireRight, requireRoom } from './asking';
import { takeOffered } from './auto-channels';
import type { BotContext } from './options';
import { edit, replySubscriber } from './replies';

type Handler = (interaction: ButtonInteraction, argument: string, context: BotContext) => Promise<void>;

/** Actions whose answer only who pressed sees. */
export const PRIVATE_ACTIONS: readonly Action[] = ['up', 'down', 'read', 'acknowledge', 'take', 'leave'];

const judge =
  (verdict: 'up' | 'down', thanks: string): Handler =>
  async (interaction, runId) => {
    await giveFeedback(runId, verdict);
    await edit(interaction, notice(thanks));
  };

export const BUTTONS: Readonly<Record<Exclude<Action, 'ask'>, Handler>> = {
  async full(interaction, runId, context) {
    const asker = askerOf(interaction);
    requireRight('submit', asker, context);
    await context.limits.inTurn(asker.userId, async () => {
      await requireRoom(asker, context);
      await requestFullRun(runId, 'discord', replySubscriber(interaction, context));
    });
  },
  up: judge('up', 'Noted: this result was useful. 👍'),
  down: judge('down', 'Noted: this result was wanting. 👎'),
  read,
  async acknowledge(interaction, rule, context) {
    requireRight('tune', askerOf(interaction), context);
    const { label } = await acknowledgeAlert(rule, `discord:${interaction.user.username}`);
    await edit(interaction, notice(`${label} is acknowledged: no reminders until it resolves or gets worse.`, 'good'));
  },
  take: takeOffered,
  async leave(interaction) {
    await interaction.message.edit({ components: [] });
    await edit(interaction, notice('Left alone.'));
  },
};

/** Long results are read in a thread below their message, so that the channel stays short. */
async function read(interaction: ButtonInteraction, runId: string, { links }: BotContext): Promise<void> {
  const run = await getRun(runId);
  const pages = reportPages(run, links);
  const { rest } = interaction.client;
  try {
    const thread = (await rest.post(Routes.threads(interaction.message.channelId, interaction.message.id), {
      body: { name: threadName(run), auto_archive_duration: 1440 },
    })) as { id: string };
    for (const body of pages) await rest.post(Routes.channelMessages(thread.id), { body });
  } catch (error) {
    if (hasCode(error, CODE.threadExists)) throw new Refusal('It is there already: look for the thread below that message.');
    if (hasCode(error, CODE.missingPermissions, CODE.missingAccess))
      throw new Refusal(
        'I may not open threads in this channel: give me “Create Public Threads” and “Send Messages in Threads”, or open the run’s page.',
      );
    throw error;
  }
  await edit(interaction, notice('All of it is in the thread below that message.', 'good'));
}
