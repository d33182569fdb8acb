/**
 * For tests: a process that remembers or embeds anew, and that stops for ever at a place where it is to be killed.
 *
 *     killed.ts remember MODEL [PLACE]   remembers each item of ITEMS that is not remembered yet, as a run's stage does: with the run's state in the
 *                                        same transaction. PLACE: prepared:N, stored:N (not committed) or committed:N, N from 0
 *     killed.ts reembed MODEL [PLACE]    embeds what another model embedded. PLACE: read:N, N = how many times texts were embedded before
 *
 * It prints `PLACE` once it stands there, or ends when all is done.
 */
import { database } from '@/lib/data/client';
import { hasStale, reembed } from '../reembed';
import { prepareMemories, storeMemories } from '../remember';
import { transcriptOf, wordEmbedder } from './items';
import { ITEMS } from './remembered';

const [work, model, place] = process.argv.slice(2);
const embedder = wordEmbedder(model, 64);
const never = new AbortController().signal;
const FEATURES = { graph: true, hippoRag: true };

async function standAt(here: string): Promise<void> {
  if (here !== place) return;
  process.stdout.write(`${here}\n`);
  // A timer, or the process would end for want of anything to do.
  await new Promise(() => setInterval(() => {}, 60_000));
}

async function remember(): Promise<void> {
  for (const [i, item] of ITEMS.entries()) {
    const run = await database().run.findFirstOrThrow({ where: { title: item.title } });
    if (run.state === 'finished') continue;
    const input = { transcript: transcriptOf(item), title: item.title ?? null, analysis: item.analysis ?? null };
    const memories = await prepareMemories(input, FEATURES, embedder, never, () => {});
    await standAt(`prepared:${i}`);
    await database().$transaction(
      async (tx) => {
        await storeMemories(tx, run, memories);
        await tx.run.update({ where: { id: run.id }, data: { state: 'finished', stage: null } });
        await standAt(`stored:${i}`);
      },
      { timeout: 600_000 },
    );
    await standAt(`committed:${i}`);
  }
}

async function embedAnew(): Promise<void> {
  let times = 0;
  const { embed } = embedder;
  embedder.embed = async (texts) => {
    await standAt(`read:${times++}`);
    return embed(texts);
  };
  while (await hasStale(embedder.model)) await reembed(embedder, 128, never);
}

await (work === 'remember' ? remember() : embedAnew());
process.exit(0);
