/** Links that are written in a channel, without a command: off until a channel is named in the settings. Several at once are taken only when asked to. */
import { type ButtonInteraction, type Message, Routes } from 'discord.js';
import { createLogger } from '@/lib/base/logging';
import { count } from '@/lib/core/format';
import { button, row } from '@/lib/delivery/discord/components';
import { message as body, COLOURS, notice } from '@/lib/delivery/discord/message';
import { targetOf } from '@/lib/delivery/discord/place';
import { submitRun } from '@/lib/intake';
import { type Asker, askedByOf, askerOf, explanation, Refusal, requireRight, requireRoom } from './asking';
import { noteSubmission } from './audit';
import type { BotContext } from './options';
import { mayDo, personOf } from './permissions';
import { edit } from './replies';

const log = createLogger('discord');

/** More than one is asked about first, and no more than this many are taken. */
const MOST_LINKS = 10;
const LINK = /https?:\/\/[^\s<>|]+/g;

/** linksIn finds each address once, without what follows it in a sentence. Links in <…> were set apart by their author: they are left alone. */
export function linksIn(text: string): string[] {
  const shown = text.replaceAll(/<https?:\/\/[^>]*>/g, ' ');
  return [...new Set([...shown.matchAll(LINK)].map(([link]) => link.replace(/[).,;:!?'"*_~\]]+$/, '')))].slice(0, MOST_LINKS);
}

/** takeMessage takes the link of a message, or asks where there are several. Who may not submit is not answered: they asked for nothing. */
export async function takeMessage(message: Message, context: BotContext): Promise<void> {
  const { author, channelId, guildId, content, member } = message;
  if (author.bot || !guildId || !context.settings().auto_channels.includes(channelId)) return;
  const links = linksIn(content);
  const person = personOf({ member, memberPermissions: member?.permissions ?? null });
  if (links.length === 0 || !mayDo('submit', person, context.settings())) return;
  const asker = { userId: author.id, guildId, person };
  try {
    if (links.length === 1) await take(links, asker, message.id, channelId, context);
    else await reply(message, offer(links.length, message.id));
  } catch (error) {
    log.info({ err: error, channel_id: channelId }, 'a link was not taken');
    await reply(message, notice(explanation(error), 'warning')).catch((err) =>
      log.warn({ err, channel_id: channelId }, 'a reply could not be sent'),
    );
  }
}

const reply = ({ client, channelId, id }: Message, answer: object) =>
  client.rest.post(Routes.channelMessages(channelId), {
    body: { ...answer, message_reference: { message_id: id, fail_if_not_exists: false } },
  });

const offer = (links: number, messageId: string) =>
  body(
    { description: `There are ${count(links, 'link')} in that message. Shall I take them all?`, color: COLOURS.neutral },
    row(button('take', messageId, { label: `Take ${links}` }, 'primary'), button('leave', messageId, { label: 'No' })),
  );

async function take(links: readonly string[], asker: Asker, messageId: string, channelId: string, context: BotContext): Promise<void> {
  await context.limits.inTurn(asker.userId, async () => {
    await requireRoom(asker, context, links.length);
    for (const url of links) {
      const address = { channelId, guildId: asker.guildId, messageId: null, replyTo: messageId };
      const subscriber = { target: targetOf(channelId), askedBy: askedByOf(asker.userId), showsProgress: true, address };
      await submitRun({ url }, 'discord', { subscriber });
      await noteSubmission(asker, url);
    }
  });
}

/** takeOffered reads the message again: what it says now is what is taken. */
export async function takeOffered(interaction: ButtonInteraction, messageId: string, context: BotContext): Promise<void> {
  const asker = askerOf(interaction);
  requireRight('submit', asker, context);
  const { channelId } = interaction.message;
  const written = (await interaction.client.rest.get(Routes.channelMessage(channelId, messageId))) as {
    content: string;
    author: { id: string };
  };
  if (written.author.id !== asker.userId) throw new Refusal('Whoever wrote the links decides.');
  const links = linksIn(written.content);
  if (links.length === 0) throw new Refusal('There is no link in that message any more.');
  await take(links, asker, messageId, channelId, context);
  await interaction.message.edit({ components: [] });
  await edit(interaction, notice(`${count(links.length, 'link')} taken.`, 'good'));
}
