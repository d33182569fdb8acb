import { type GuildMember, type Interaction, PermissionFlagsBits } from 'discord.js';
import type { DiscordSettings } from '@/lib/core/discord/settings';

/** What a person may do with the bot. */
export type Right = 'submit' | 'tune';

export interface Person {
  roles: readonly string[];
  mayManageServer: boolean;
}

/** personOf reads roles and rights from an interaction or a member. Outside of a server nobody has any. */
export function personOf({ member, memberPermissions }: Pick<Interaction, 'member' | 'memberPermissions'>): Person {
  const roles = !member ? [] : Array.isArray(member.roles) ? member.roles : [...(member as GuildMember).roles.cache.keys()];
  return { roles, mayManageServer: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false };
}

/** mayDo: whoever may manage the server may do all; others by the roles in the settings. Without roles everybody may submit and nobody else may tune. */
export function mayDo(right: Right, { roles, mayManageServer }: Person, settings: DiscordSettings): boolean {
  const wanted = right === 'submit' ? settings.submit_roles : settings.tune_roles;
  if (mayManageServer) return true;
  return wanted.length === 0 ? right === 'submit' : wanted.some((role) => roles.includes(role));
}
