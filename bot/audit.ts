/** What people ask for in Discord, in the audit log: as it is there for what they ask of the pages and the API. */
import type { ChatInputCommandInteraction, Interaction } from 'discord.js';
import { type AuditFact, writeAudit } from '@/lib/access/audit-log';
import { WinnowError } from '@/lib/base/errors';
import type { AuditAction } from '@/lib/core/access/audit';
import type { Action } from '@/lib/delivery/discord/components';
import { Refusal } from './asking';

type Fact = Pick<AuditFact, 'action' | 'target' | 'details'>;

const BUTTON_ACTIONS: Partial<Record<Action, AuditAction>> = {
  full: 'run.full',
  up: 'run.feedback',
  down: 'run.feedback',
  acknowledge: 'alert.acknowledge',
};

/** commandFact names what a command does; null of those that only show something. */
export function commandFact({ commandName, options }: ChatInputCommandInteraction): Fact | null {
  if (commandName === 'analyze') return { action: 'run.submit', details: { url: options.getString('url') } };
  if (commandName === 'ask') return { action: 'memory.ask' };
  if (commandName !== 'watch') return null;
  const act = options.getSubcommand();
  if (act === 'add') return { action: 'feed.add', details: { url: options.getString('url') } };
  return act === 'remove' ? { action: 'feed.remove', target: options.getString('feed') } : null;
}

/** buttonFact is the same for a button; `argument` is the id that it carries. */
export function buttonFact(action: Action, argument: string): Fact | null {
  const named = BUTTON_ACTIONS[action];
  return named ? { action: named, target: argument } : null;
}

/** audited does what was asked, and leaves an entry of how it came out, before anybody is told. */
export async function audited(interaction: Interaction, fact: Fact | null, work: () => Promise<void>): Promise<void> {
  if (!fact) return work();
  const { user, guildId, channelId } = interaction;
  const entry = { ...fact, ...discordActor(user.id, user.username), details: { ...fact.details, guildId, channelId } };
  try {
    await work();
  } catch (error) {
    await writeAudit({ ...entry, outcome: isRefusal(error) ? 'refused' : 'failed' });
    throw error;
  }
  await writeAudit({ ...entry, outcome: 'done' });
}

/** noteSubmission is for links that are taken without a command. */
export function noteSubmission({ userId }: { userId: string }, url: string): Promise<void> {
  return writeAudit({ ...discordActor(userId, userId), action: 'run.submit', outcome: 'done', details: { url } });
}

const discordActor = (id: string, name: string) => ({ actorKind: 'discord' as const, actorId: id, actor: name, door: 'discord' });

const isRefusal = (error: unknown): boolean => error instanceof Refusal || (error instanceof WinnowError && error.kind.fault !== 'winnow');
