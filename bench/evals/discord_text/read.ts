/** Reads messages as Discord does, with a parser of its markdown that is not ours. */
import { parse } from 'discord-markdown-parser';
import type { MessageBody } from '@/lib/delivery/discord/message';
import { plainLine } from '@/lib/delivery/discord/text';

interface Node {
  type: string;
  content?: string | Node[];
  /** Of an emoji: itself. */
  name?: string;
  target?: string;
}

/** The deployment and the source that the messages are made with. */
export const OWN_BASE = 'https://winnow.example';
export const SOURCE_URL = 'https://source.example/item';

/** What our own templates use. Everything else can only have come with a foreign text. */
const OWN_MARKUP = ['text', 'twemoji', 'strong', 'em', 'link', 'url', 'br', 'newline', 'blockQuote'];
const LEAVES = ['text', 'br', 'newline'];

const nodesOf = (text: string): Node[] => parse(text, 'extended') as Node[];

function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (Array.isArray(node.content)) yield* walk(node.content);
  }
}

function textsOf({ embeds }: MessageBody): string[] {
  return embeds.flatMap(({ title, description, fields }) => [
    title ?? '',
    description ?? '',
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
}

/** foreignMarkup names what is neither text nor part of our templates: mentions, emoji, code, links to elsewhere. */
export function foreignMarkup(body: MessageBody): string[] {
  return textsOf(body).flatMap((text) =>
    [...walk(nodesOf(text))].flatMap(({ type, target }) => {
      if (!OWN_MARKUP.includes(type)) return [`markup: ${type}`];
      const isOwn = target === undefined || target.startsWith(`${OWN_BASE}/`) || target === SOURCE_URL;
      return isOwn ? [] : [`link to ${target}`];
    }),
  );
}

/** shownText is what one sees: of a text in its final form, or (with null) of what a stranger wrote, made one line. */
export function shownText(text: string | null, raw = ''): string {
  if (text === null) return plainLine(raw).replaceAll(/\s+/g, ' ').trim();
  const shown = [...walk(nodesOf(text))]
    .map(({ type, content, name }) =>
      LEAVES.includes(type) && typeof content === 'string' ? content : type === 'twemoji' ? (name ?? '') : '',
    )
    .join('');
  return shown
    .replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
