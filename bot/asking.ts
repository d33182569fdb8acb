/** Who asks, and whether they may: the answers are friendly, and say when it works again. */
import type { Interaction } from 'discord.js';
import { WinnowError } from '@/lib/base/errors';
import { duration } from '@/lib/core/format';
import { countAsked } from '@/lib/data/subscribers';
import type { BotContext } from './options';
import { mayDo, type Person, personOf, type Right } from './permissions';

const HOUR_MS = 3_600_000;

export interface Asker {
  userId: string;
  guildId: string | null;
  person: Person;
}

export const askerOf = (interaction: Interaction): Asker => ({
  userId: interaction.user.id,
  guildId: interaction.guildId,
  person: personOf(interaction),
});

export const askedByOf = (userId: string): string => `discord:${userId}`;

/** A refusal that is no fault: its text is all that is told. */
export class Refusal extends Error {}

const NEEDED: Record<Right, string> = {
  submit: 'Submitting links is for certain roles on this server. Ask its operators for one of them.',
  tune: 'That is for certain roles, or for who may manage the server.',
};

/** requireRight throws a Refusal where the asker may not. */
export function requireRight(right: Right, { person }: Asker, { settings }: BotContext): void {
  if (!mayDo(right, person, settings())) throw new Refusal(NEEDED[right]);
}

/** requireRoom throws a Refusal where a person or a server has submitted as much as an hour allows. Counted in the database: a restart forgets nothing. */
export async function requireRoom({ userId, guildId }: Asker, { settings }: BotContext, wanted = 1): Promise<void> {
  const since = new Date(Date.now() - HOUR_MS);
  const { user_per_hour: mostOfUser, guild_per_hour: mostOfGuild } = settings();
  const [ofUser, ofGuild] = await Promise.all([
    countAsked(since, { askedBy: askedByOf(userId) }),
    guildId ? countAsked(since, { place: ['guildId', guildId] }) : 0,
  ]);
  if (ofUser + wanted > mostOfUser)
    throw new Refusal(`That would be more than ${mostOfUser} links of yours in an hour. Give me a little time, then send it again.`);
  if (ofGuild + wanted > mostOfGuild)
    throw new Refusal(`This server has sent ${ofGuild} links in the last hour, and ${mostOfGuild} is all I take. Please try again later.`);
}

/** takeQuestion counts a question or search, or throws a Refusal. */
export function takeQuestion(userId: string, { settings, limits }: BotContext): void {
  const most = settings().questions_per_hour;
  const wait = limits.questions.take(userId, most);
  if (wait !== null) throw new Refusal(`You have asked ${most} times in the last hour. The next one is free in ${duration(wait)}.`);
}

/** What of an error is for the person who asked. */
export function explanation(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof WinnowError && error.kind.fault !== 'winnow') return `${error.kind.title}: ${error.message}\n${error.kind.advice}`;
  if (error instanceof WinnowError) return `${error.kind.title}. ${error.kind.advice}`;
  return 'Something unexpected went wrong inside Winnow. The operators find the details in its logs; try again in a minute.';
}
