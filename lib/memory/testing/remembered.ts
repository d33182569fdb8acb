import type { Analysis, Claim } from '@/lib/core/runs/content';
import type { TestItem } from './items';

const TOLD: Record<string, string[]> = {
  Bridge: [
    'Mayor Ada Wren opened the new bridge at Low Ferry in 2024.',
    'The bridge at Low Ferry cost 9 million pounds.',
    'Thomas Reid of the harbour office says that the old ferry stops in March.',
  ],
  Ferry: [
    'Ada Wren said yesterday that the ferry stops in March.',
    'Thomas Reid counted eleven passengers on an average evening.',
    'The bridge at Low Ferry cost 12 million pounds.',
  ],
  Mill: [
    'The mill at Low Ferry belongs to Clara Voss, who bought it in 1998.',
    'Clara Voss wants to grind flour there again, with water of the river Lenn.',
    'The county has not yet approved the mill of Clara Voss.',
  ],
  Harbour: [
    'The harbour of Westport has nine berths, and Thomas Reid wants twelve.',
    'Clara Voss sells her flour in Westport on the market.',
    'Ada Wren did not open the harbour.',
  ],
};

function itemOf(title: string, sentences: readonly string[]): TestItem {
  const claims = sentences.map(
    (text, i): Claim => ({ text, span: { quote: text, segmentIndex: i, startSeconds: i * 10 }, checkWorthiness: 0.8 }),
  );
  const analysis = { claims, entities: [], relations: [], keyPoints: [], perspectives: [], fallacies: [] } as unknown as Analysis;
  // Each sentence several times as long as a passage needs, so that an item has several passages.
  const segments = sentences.map((text, i) => ({ text: `${text} `.repeat(8).trim(), startSeconds: i * 10, endSeconds: i * 10 + 10 }));
  return { title, segments, analysis };
}

/** Items that speak of the same people and places: what is remembered of one is joined to what is remembered of the others. */
export const ITEMS: readonly TestItem[] = Object.entries(TOLD).map(([title, sentences]) => itemOf(title, sentences));
