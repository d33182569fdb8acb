/**
 * npm run eval -- discord_text --file F [--limit N]: each string as title, summary, reason and in every other place where foreign text stands in a Discord
 * message, once as it is and once repeated beyond every limit. Every message is held against Discord's rules (e2e/discord/message-rules) and read with a parser
 * of Discord's markdown: what a stranger wrote must come out as text, in its own field, whole or cut with …; links lead to Winnow and the source only.
 */
import type { MessageBody } from '@/lib/delivery/discord/message';
import { messageErrors } from '../../e2e/discord/message-rules';
import type { Measure } from '../run';
import { foreignMarkup, shownText } from './discord_text/read';
import { messagesWith, type Placed } from './discord_text/surfaces';

/** Longer than the longest field. */
const BEYOND_ALL = 9000;
const SHOWN_FAILURES = 10;

const measure: Measure = async ({ rows, options, progress }) => {
  if (!rows) throw new Error('--file is needed: one {"id", "text"} a line');
  const limit = options.limit === undefined ? rows.length : Number(options.limit);
  const texts = rows.slice(0, limit).map(({ id, text }) => ({ id: String(id), text: String(text) }));
  const failures: { id: string; surface: string; problem: string }[] = [];
  const counts = { messages: 0, refused: 0, markup: 0, altered: 0, pings: 0 };
  for (const [index, { id, text }] of texts.entries()) {
    for (const variant of variants(text)) {
      for (const { surface, body, placed } of messagesWith(variant)) {
        counts.messages += 1;
        const note = (kind: keyof typeof counts, problem: string) => {
          counts[kind] += 1;
          failures.push({ id, surface, problem });
        };
        for (const { path, code } of messageErrors({ ...body })) note('refused', `${path}: ${code}`);
        for (const problem of foreignMarkup(body)) note('markup', problem);
        for (const problem of placed.flatMap((place) => altered(place, variant))) note('altered', problem);
        if (pings(body)) note('pings', 'allowed_mentions');
      }
    }
    if (index % 50 === 49) progress(`${index + 1} of ${texts.length}`);
  }
  return {
    n: texts.length,
    metrics: { ...counts, strings_failed: new Set(failures.map(({ id }) => id)).size, failures: failures.slice(0, SHOWN_FAILURES) },
    settings: { variants: ['as it is', `repeated to ${BEYOND_ALL} characters`, 'between lines'] },
  };
};

function variants(text: string): string[] {
  const repeated = text === '' ? '' : text.repeat(Math.ceil(BEYOND_ALL / text.length));
  return [text, repeated, `before\n${text}\nafter`];
}

/** A place shows the text as one line, whole or as its beginning with …, or what stands for an empty one. */
function altered({ text, fallback }: Placed, variant: string): string[] {
  const shown = shownText(text);
  const expected = shownText(null, variant);
  if (expected === '') return shown === fallback ? [] : [`nothing to show became ${JSON.stringify(shown)}`];
  if (shown === expected) return [];
  const cut = shown.endsWith('…') && expected.startsWith(shown.slice(0, -1).trimEnd()) && shown.length > 1;
  return cut ? [] : [`${JSON.stringify(expected.slice(0, 60))} became ${JSON.stringify(shown.slice(0, 60))}`];
}

function pings({ allowed_mentions, ...body }: MessageBody & { content?: string }): boolean {
  return allowed_mentions.parse.length > 0 || Object.keys(allowed_mentions).length !== 1 || body.content !== undefined;
}

export default measure;
