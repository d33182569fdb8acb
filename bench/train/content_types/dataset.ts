/** Examples for training: windows of composed documents and filled-in titles, with the numbers of the form or title each came from. */

import { surfaceOf } from '@/lib/engines/classify/features';
import { BUILT_IN_TYPES } from '@/lib/engines/classify/labels';
import { titleFeatures } from '@/lib/engines/classify/title-features';
import { takeWindows } from '@/lib/engines/classify/windows';
import type { Embedder } from '@/lib/engines/embed/types';
import { compose } from './compose';
import { readForms, readTitles, Slots } from './material';
import type { Random } from './random';

export interface Sample {
  embedding: Float32Array;
  surface: number[];
}

/** One document with its windows, or one title (a single sample). */
export interface Item {
  /** Index into BUILT_IN_TYPES. */
  label: number;
  /** Items that share a group share wording: they are held out together. Unique within a label. */
  group: number;
  samples: Sample[];
}

const DOCUMENTS_PER_FORM = 30;
const FILLINGS_PER_TITLE = 6;

interface Draft {
  label: number;
  group: number;
  parts: { text: string; surface: number[] }[];
}

async function embed(drafts: Draft[], embedder: Embedder): Promise<Item[]> {
  const vectors = await embedder.embed(drafts.flatMap(({ parts }) => parts.map(({ text }) => text)));
  let next = 0;
  return drafts.map(({ label, group, parts }) => ({
    label,
    group,
    samples: parts.map(({ surface }) => ({ embedding: vectors[next++]!, surface })),
  }));
}

export function makeDocuments(embedder: Embedder, random: Random): Promise<Item[]> {
  const drafts = BUILT_IN_TYPES.flatMap((type, label) =>
    readForms(type).flatMap((form, group) =>
      Array.from({ length: DOCUMENTS_PER_FORM }, (): Draft => {
        const parts = takeWindows(compose(form, random).text).map((window) => {
          const { spoken, values } = surfaceOf(window);
          return { text: spoken, surface: values };
        });
        return { label, group, parts };
      }),
    ),
  );
  return embed(drafts, embedder);
}

export function makeTitles(embedder: Embedder, random: Random): Promise<Item[]> {
  const titles = readTitles();
  const drafts = BUILT_IN_TYPES.flatMap((type, label) =>
    (titles.get(type) ?? []).flatMap((template, group) =>
      Array.from({ length: FILLINGS_PER_TITLE }, (): Draft => {
        const text = new Slots(random, 1).fill(template);
        return { label, group, parts: [{ text, surface: titleFeatures(text) }] };
      }),
    ),
  );
  return embed(drafts, embedder);
}
