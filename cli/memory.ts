import type { SearchMode } from '@/lib/core/memory/modes';
import type { EntityListItem, EntityView } from '@/lib/core/memory/views';
import { fromWire } from '@/lib/core/wire';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { bold, dim, say, sayJson, table, text } from './output';

interface Options {
  json?: boolean;
}

interface Hit {
  runId: string;
  title: string | null;
  text: string;
  startSeconds: number | null;
}

interface Answer {
  answered: boolean;
  text: string;
  citations: (Omit<Hit, 'text'> & { number: number; quote: string })[];
}

const at = ({ startSeconds }: { startSeconds: number | null }): string =>
  startSeconds === null ? '' : ` at ${Math.floor(startSeconds / 60)}:${String(Math.floor(startSeconds % 60)).padStart(2, '0')}`;

const placeOf = (place: { runId: string; title: string | null; startSeconds: number | null }): string =>
  `${bold(text(place.title ?? 'Untitled'))}${at(place)}  ${dim(place.runId)}`;

/** search prints passages, best first. */
export async function search(q: string, { mode, limit, json = false }: Options & { mode: SearchMode; limit: string }): Promise<number> {
  const { view, wire } = await new ApiClient().get<{ hits: Hit[] }>(`/api/memory/search?${new URLSearchParams({ q, mode, limit })}`);
  if (json) sayJson(wire);
  else if (view.hits.length === 0) say('Nothing that was remembered matches.');
  else for (const hit of view.hits) say(`${placeOf(hit)}\n  ${text(hit.text)}\n`);
  return EXIT.ok;
}

/** ask prints an answer and what it rests on. Returns the exit code: no answer is a failure. */
export async function ask(question: string, { json = false }: Options): Promise<number> {
  const { view, wire } = await new ApiClient().post<Answer>('/api/memory/ask', { question });
  if (json) sayJson(wire);
  else {
    say(text(view.text));
    for (const citation of view.citations) say(`\n[${citation.number}] ${placeOf(citation)}\n  “${text(citation.quote)}”`);
  }
  return view.answered ? EXIT.ok : EXIT.failed;
}

/** entities lists who and what is spoken of, or shows one by its id. */
export async function entities(which: string | undefined, { json = false }: Options): Promise<number> {
  const client = new ApiClient();
  if (which && /^[0-9a-f-]{36}$/i.test(which)) return showEntity(await client.get<EntityView>(`/api/memory/entities/${which}`), json);
  const { wire } = await client.get(`/api/memory/entities?${new URLSearchParams({ q: which ?? '' })}`);
  const { entities: found } = fromWire<{ entities: EntityListItem[] }>(wire);
  if (json) sayJson(wire);
  else if (found.length === 0) say('No entities.');
  else
    table(
      ['ID', 'NAME', 'TYPE', 'MENTIONS', 'ITEMS'],
      found.map(({ id, name, type, mentionCount, runCount }) => [id, text(name), type, String(mentionCount), String(runCount)]),
    );
  return EXIT.ok;
}

function showEntity({ view, wire }: { view: EntityView; wire: unknown }, json: boolean): number {
  if (json) {
    sayJson(wire);
    return EXIT.ok;
  }
  say(`${bold(text(view.name))} (${view.type}), ${view.mentionCount} mentions in ${view.runCount} items`);
  for (const { kind, newer, older } of view.pairs) {
    say(`\n${kind === 'contradicts' ? 'May contradict' : 'Agree'}:`);
    for (const claim of [newer, older]) say(`  “${text(claim.quote)}”  ${placeOf(claim)}`);
  }
  for (const mention of view.mentions.slice(0, 20)) say(`\n${placeOf(mention)}\n  “${text(mention.quote)}”`);
  return EXIT.ok;
}
