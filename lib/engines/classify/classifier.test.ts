import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbedder } from '../embed/embedder';
import { createClassifier } from './classifier';
import type { Classifier, ClassifyInput, CustomType } from './types';

type Metadata = ClassifyInput['metadata'];
const input = (text: string | null, metadata: Partial<Metadata> = {}, customTypes: CustomType[] = []): ClassifyInput => ({
  metadata: { title: null, description: null, author: null, siteName: null, sourceHost: 'example.com', durationSeconds: null, ...metadata },
  mediaKind: 'video',
  text,
  customTypes,
});

const REVIEW: CustomType = {
  name: 'product_review',
  description: 'A reviewer tests a product, says what is good and bad about it, and whether to buy it',
  keywords: ['review', 'verdict', 'worth the money'],
  examples: ['I have worn these running shoes for a month; the cushioning is great, the laces are not, and here is my verdict.'],
};

const SHOES = `So here is my review of the trail shoes after two hundred kilometres. The grip on wet rock is superb, the toe box is roomy, but the heel
 started to rub after an hour. The fabric dries fast. My verdict: for the price they are worth the money, unless you have narrow feet.`;

const COUNCIL = `MAYOR: The next item is the library budget. Mr. Ortega, you asked for the floor.
ORTEGA: Thank you, Madam Mayor. I think we are making a mistake here. People use that library every day.
LINDQVIST: I disagree. We looked at the numbers together last week, and what we agreed on was two days less.
ORTEGA: That is not what I agreed to. Can we have that in the minutes, please?
MAYOR: All right. Is there a motion? Do I hear a second?`;

describe('createClassifier', () => {
  let embedder: ReturnType<typeof createEmbedder>;
  let classifier: Classifier;
  beforeAll(async () => {
    embedder = createEmbedder();
    classifier = createClassifier({ embedder });
    await embedder.embed(['starts the thread']);
  }, 60_000);
  afterAll(() => embedder.close());

  // Written for this test; none of it is in the training material.
  it.each([
    ['discussion', COUNCIL],
    [
      'educational',
      'Why does ice float? In most solids the molecules sit closer together than in the liquid. Water is different. As it freezes, its molecules lock into a lattice of six-sided rings with a lot of empty space between them. So the same mass takes up more room, its density drops, and the ice is lifted by the water around it. This is also why pipes burst in winter.',
    ],
    [
      'technology',
      'We had a memory leak in the worker process. Every request added a listener to the socket and none of them was removed, so after a day the heap was at four gigabytes. I took two heap snapshots, diffed them, and there it was. The fix was one line, but we also added a regression test and an alert on the metrics endpoint.',
    ],
    [
      'news',
      'At least nine people have died after a bus fell from a bridge in the north of the country, officials said on Thursday. Rescue workers were still searching the river for survivors. The transport minister, who flew to the scene, announced an investigation. Our correspondent reports that the bridge had been closed for repairs twice this year.',
    ],
    [
      'entertainment',
      "Okay chat, chat, listen, if I miss this jump one more time I'm uninstalling. Ready? Three, two, one, aaand I fell in the lava. Are you kidding me? Who put lava there? Thank you for the sub, hi, you joined at the worst time, oh my god.",
    ],
    [
      'music',
      "The tide pulled out and took your name,\nOh, my love, oh, my love,\nThe kitchen light still burns the same,\nOh, my love, oh, my love,\nI'd swim the night to hear you sing,\nOh, my love, oh, my love,\nBut all I've got's a rusted ring,\nOh, my love, oh, my love.",
    ],
    [
      'advertisement',
      'Tired of cold feet? Slip into Norrdal slippers: real wool, soft soles and a lifetime guarantee. This week only, buy one pair and get the second for half the price. Order now at norrdal dot com. Norrdal. Warm from the ground up.',
    ],
  ])('knows %s when it reads it', async (type, text) => {
    const prediction = await classifier.classify(input(text));
    expect(prediction.contentType).toBe(type);
    expect(prediction.probability).toBeGreaterThan(0.5);
    expect((await classifier.classify(input(text.toLowerCase().replace(/[^a-z' ]+/g, ' ')))).contentType).toBe(type);
  });

  it.each([
    ['news', 'Three killed as storm hits coastal towns, police say'],
    ['technology', 'Debugging memory leaks in Node with heap snapshots'],
    ['music', 'Saltwater Heart (Official Video)'],
  ])('guesses %s from a title alone', async (type, title) => {
    expect((await classifier.classify(input(null, { title }))).contentType).toBe(type);
  });

  it('ranks all types, most probable first, with probabilities that sum to 1', async () => {
    const { ranking, contentType, probability } = await classifier.classify(input(COUNCIL, {}, [REVIEW]));
    expect(ranking[0]).toEqual({ contentType, probability });
    expect(ranking.map((entry) => entry.probability)).toEqual(ranking.map((entry) => entry.probability).sort((a, b) => b - a));
    expect(ranking.reduce((sum, entry) => sum + entry.probability, 0)).toBeCloseTo(1, 9);
    expect(ranking.map((entry) => entry.contentType).sort()).toEqual(
      ['advertisement', 'discussion', 'educational', 'entertainment', 'music', 'news', 'product_review', 'technology'].sort(),
    );
  });

  it('gives the same answer every time', async () => {
    const once = await classifier.classify(input(COUNCIL, { title: 'Council meeting' }, [REVIEW]));
    expect(await classifier.classify(input(COUNCIL, { title: 'Council meeting' }, [REVIEW]))).toEqual(once);
  });

  it('is sure of nothing when nothing is known', async () => {
    for (const text of [null, '', ' \n']) expect((await classifier.classify(input(text))).probability).toBeLessThan(0.2);
  });

  it('takes hostile text in its stride', async () => {
    for (const text of ['a'.repeat(2_000_000), 'A:'.repeat(200_000), '('.repeat(200_000), '\u0000\uD800 '.repeat(50_000)]) {
      const { ranking } = await classifier.classify(input(text, { title: '('.repeat(100_000) }));
      expect(ranking.every(({ probability }) => Number.isFinite(probability))).toBe(true);
    }
  });

  it('gives a custom type its items without retraining', async () => {
    expect((await classifier.classify(input(SHOES, { title: 'Trail shoes review' }))).contentType).not.toBe('product_review');
    const prediction = await classifier.classify(input(SHOES, { title: 'Trail shoes review' }, [REVIEW]));
    expect(prediction.contentType).toBe('product_review');
    const described = await classifier.classify(input(SHOES, {}, [{ ...REVIEW, keywords: [], examples: [] }]));
    expect(described.ranking.findIndex(({ contentType }) => contentType === 'product_review')).toBeLessThan(2);
  });

  it('leaves items alone that a custom type does not fit', async () => {
    const without = await classifier.classify(input(COUNCIL));
    const withCustom = await classifier.classify(input(COUNCIL, {}, [REVIEW]));
    expect(withCustom.contentType).toBe(without.contentType);
    expect(withCustom.ranking.find(({ contentType }) => contentType === 'product_review')!.probability).toBeLessThan(0.05);
  });

  it('is not taken in by a custom type that says nothing of itself', async () => {
    const empty = { name: 'empty', description: '', keywords: [], examples: [] };
    const { ranking } = await classifier.classify(input(COUNCIL, {}, [empty]));
    expect(ranking.find(({ contentType }) => contentType === 'empty')!.probability).toBeLessThan(0.01);
  });

  it('stops when told to', async () => {
    await expect(classifier.classify(input(COUNCIL), AbortSignal.abort())).rejects.toThrow(/abort/i);
  });

  it('refuses an embedder that it was not trained with', () => {
    expect(() => createClassifier({ embedder: { ...embedder, model: 'another@1' } })).toThrow(
      expect.objectContaining({ code: 'model_missing' }),
    );
  });
});
