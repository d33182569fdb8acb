/** Feeds that are watched for a channel. */
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { feedsMessage } from '@/lib/delivery/discord/answers';
import { LIMITS } from '@/lib/delivery/discord/limits';
import { notice } from '@/lib/delivery/discord/message';
import { targetOf } from '@/lib/delivery/discord/place';
import { fitPlain, fitText } from '@/lib/delivery/discord/text';
import { addFeed, readFeeds, removeFeed } from '@/lib/intake/feeds';
import { askedByOf, askerOf, Refusal, requireRight } from '../asking';
import type { BotContext } from '../options';
import { edit } from '../replies';

/** A channel that watches more would read of nothing else. */
const MOST_FEEDS = 25;

type Act = (interaction: ChatInputCommandInteraction, context: BotContext) => Promise<void>;

const ACTS: Readonly<Record<string, Act>> = {
  async add(interaction, context) {
    const asker = askerOf(interaction);
    requireRight('submit', asker, context);
    const { channelId, guildId, options } = interaction;
    const target = targetOf(channelId);
    if ((await readFeeds(target)).feeds.length >= MOST_FEEDS)
      throw new Refusal(`${MOST_FEEDS} feeds are watched for this channel already. Remove one first.`);
    const from = options.getString('from');
    const newest = options.getInteger('newest');
    const perDay = options.getInteger('per_day');
    const request = {
      url: options.getString('url', true),
      ...(from ? { from_date: from } : {}),
      ...(newest === null ? {} : { keep_newest: newest }),
      ...(perDay === null ? {} : { daily_budget: perDay }),
    };
    const { url, keepNewest, dailyBudget } = await addFeed(request, {
      target,
      askedBy: askedByOf(asker.userId),
      address: { channelId, guildId, messageId: null },
    });
    const text = `${fitText(url, 500)} is watched for this channel: the newest ${keepNewest} first, ${dailyBudget} a day at most.`;
    await edit(interaction, notice(text, 'good'));
  },

  async list(interaction, { links }) {
    const { feeds } = await readFeeds(targetOf(interaction.channelId));
    const shown = feeds.map(({ id, title, url, state, error, taken }) => ({
      id,
      title,
      url,
      state,
      detail: error ? `${error.title}: ${error.message}` : `${taken} runs`,
    }));
    await edit(interaction, feedsMessage(shown, links));
  },

  async remove(interaction, context) {
    requireRight('submit', askerOf(interaction), context);
    const id = interaction.options.getString('feed', true);
    const { feeds } = await readFeeds(targetOf(interaction.channelId));
    const feed = feeds.find((one) => one.id === id || one.url === id);
    if (!feed) throw new Refusal('No such feed is watched for this channel. /watch list shows them.');
    await removeFeed(feed.id);
    await edit(interaction, notice(`${fitText(feed.title ?? feed.url, 300)} is watched no longer.`));
  },
};

export async function watch(interaction: ChatInputCommandInteraction, context: BotContext): Promise<void> {
  await ACTS[interaction.options.getSubcommand()]?.(interaction, context);
}

/** feedChoices offers what is watched for the channel while one types. */
export async function feedChoices({ channelId }: AutocompleteInteraction, typed: string): Promise<{ name: string; value: string }[]> {
  const { feeds } = await readFeeds(targetOf(channelId));
  return feeds
    .filter(({ title, url }) => `${title ?? ''} ${url}`.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, LIMITS.choices)
    .map(({ id, title, url }) => ({ name: fitPlain(title ?? url, LIMITS.choiceName) || id, value: id }));
}
