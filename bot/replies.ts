import type { MessageFlags } from 'discord.js';
import type { NewSubscriber } from '@/lib/data/subscribers';
import type { MessageBody } from '@/lib/delivery/discord/message';
import { targetOf } from '@/lib/delivery/discord/place';
import { askedByOf } from './asking';
import type { BotContext } from './options';

/** What can be answered later, once it was deferred: a command, a button, a form. */
export interface Answerable {
  id: string;
  applicationId: string;
  token: string;
  channelId: string | null;
  guildId: string | null;
  createdTimestamp: number;
  user: { id: string };
  deferReply(options: { flags?: MessageFlags.Ephemeral }): Promise<unknown>;
  editReply(body: MessageBody): Promise<unknown>;
}

/** edit puts a body in the place of the deferred answer. */
export async function edit(interaction: Answerable, body: MessageBody): Promise<void> {
  await interaction.editReply(body);
}

/** replySubscriber: the deferred answer shows a run from now on, first under the interaction's token. */
export function replySubscriber(interaction: Answerable, { tokenLifetimeMs }: BotContext): NewSubscriber {
  const { channelId, guildId, applicationId, token, createdTimestamp, user } = interaction;
  if (!channelId) throw new Error('an interaction without a channel');
  return {
    target: targetOf(channelId),
    askedBy: askedByOf(user.id),
    showsProgress: true,
    address: {
      channelId,
      guildId,
      messageId: null,
      interaction: { applicationId, token, until: new Date(createdTimestamp + tokenLifetimeMs).toISOString() },
    },
  };
}
