/**
 * Buttons. What one does is in its id and nowhere else, so that a button of an old message works after any restart.
 *
 *   winnow:ACTION:ARGUMENT     e.g. winnow:full:01930000-0000-7000-8000-000000000000
 */
import type { APIActionRowComponent, APIButtonComponent } from 'discord.js';

export const ACTIONS = ['full', 'up', 'down', 'read', 'ask', 'acknowledge', 'take', 'leave'] as const;
export type Action = (typeof ACTIONS)[number];

const PREFIX = 'winnow';
/** ButtonStyle and ComponentType of Discord's API. */
const STYLE = { primary: 1, secondary: 2, link: 5 } as const;
const [ACTION_ROW, BUTTON] = [1, 2] as const;

export const customId = (action: Action, argument: string): string => `${PREFIX}:${action}:${argument}`;

/** readCustomId is the other way; null for a component that is not ours, or of a version that we no longer know. */
export function readCustomId(id: string): { action: Action; argument: string } | null {
  const [prefix, name, ...rest] = id.split(':');
  const action = ACTIONS.find((known) => known === name);
  return prefix === PREFIX && action && rest.length > 0 ? { action, argument: rest.join(':') } : null;
}

export function button(
  action: Action,
  argument: string,
  label: { label?: string; emoji?: string },
  style: 'primary' | 'secondary' = 'secondary',
): APIButtonComponent {
  return {
    type: BUTTON,
    style: STYLE[style],
    custom_id: customId(action, argument),
    ...(label.label ? { label: label.label } : {}),
    ...(label.emoji ? { emoji: { name: label.emoji } } : {}),
  };
}

export const linkButton = (label: string, url: string): APIButtonComponent => ({ type: BUTTON, style: STYLE.link, label, url });

export const row = (...components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> => ({ type: ACTION_ROW, components });
