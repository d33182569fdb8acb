import type { Sentence } from './sentences';

/** stretchesOf gives an item's sentences as one stretch, or of a longer item some stretches spread evenly over it, its start and its end among them. */
export function stretchesOf(sentences: readonly Sentence[], plan: { stretches: number; sentences: number }): string[][] {
  const texts = sentences.map(({ text }) => text);
  if (texts.length <= plan.stretches * plan.sentences) return texts.length === 0 ? [] : [texts];
  const last = texts.length - plan.sentences;
  return Array.from({ length: plan.stretches }, (_, k) => {
    const start = Math.floor((last * k) / (plan.stretches - 1));
    return texts.slice(start, start + plan.sentences);
  });
}
