import type { DiscordSettings } from '@/lib/core/discord/settings';
import { linkButton, row } from '@/lib/delivery/discord/components';
import type { Links } from '@/lib/delivery/discord/links';
import { COLOURS, type MessageBody, message } from '@/lib/delivery/discord/message';
import { COMMANDS } from './definitions';

export function helpMessage({ user_per_hour: perHour, submit_roles: roles }: DiscordSettings, { baseUrl }: Links): MessageBody {
  const lines = COMMANDS.map(({ name, description }) => `\`/${name}\` ${description}`);
  const limits = `${roles.length > 0 ? 'Submitting is for certain roles. ' : ''}${perHour} links an hour for each of you.`;
  const description = [
    'I read and listen to what you send, and spend effort only where the content deserves it.',
    lines.join('\n'),
    limits,
  ].join('\n\n');
  return message({ title: 'Winnow', url: baseUrl, description, color: COLOURS.neutral }, row(linkButton('Open', baseUrl)));
}
