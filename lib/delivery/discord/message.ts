import type { APIActionRowComponent, APIButtonComponent, APIEmbed } from 'discord.js';

/** The body of a message as Discord's REST API takes it. All text is in the embed: content would unfold invites and mentions. */
export interface MessageBody {
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIButtonComponent>[];
  /** Whatever a text says, nobody is pinged. */
  allowed_mentions: { parse: [] };
}

/** Discord's side bar, 0xRRGGBB. */
export const COLOURS = { working: 0x5b6ee1, good: 0x2e8b57, neutral: 0x8a8f98, warning: 0xe0a030, bad: 0xc0392b } as const;

export function message(embed: APIEmbed, ...components: APIActionRowComponent<APIButtonComponent>[]): MessageBody {
  return { embeds: [embed], components, allowed_mentions: { parse: [] } };
}

/** notice is a message of one sentence of ours. `text` is in its final form: what strangers wrote in it is escaped already. */
export function notice(text: string, colour: keyof typeof COLOURS = 'neutral'): MessageBody {
  return message({ description: text, color: COLOURS[colour] });
}
