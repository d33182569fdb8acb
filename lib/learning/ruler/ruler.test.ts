import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis, Claim } from '@/lib/core/runs/content';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { BULLETIN, LECTURE, transcriptOf } from '@/lib/engines/text/testing/texts';
import { createRuler, deliveredText } from './ruler';

const lecture = transcriptOf(LECTURE);

const at = (segmentIndex: number, text: string) => ({ text, span: { quote: text, segmentIndex, startSeconds: segmentIndex * 10 } });

function analysisOf(change: Partial<Analysis> = {}): Analysis {
  return {
    shortSummary: '',
    summary: '',
    keyPoints: [],
    claims: [],
    perspectives: [],
    fallacies: [],
    entities: [],
    relations: [],
    engine: 'test@1',
    usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
    verification: { quotesChecked: 0, quotesDropped: 0 },
    ...change,
  };
}

const full = analysisOf({ keyPoints: LECTURE.map((text, i) => at(i, text)) });

describe('the loss ruler', () => {
  const embedder = createEmbedder();
  const ruler = createRuler({ embedder });
  const measure = (delivered: string | null, analysis = full, transcript = lecture) =>
    ruler.measure({ full: analysis, transcript, delivered });
  const carriedOf = async (delivered: string, index: number) => (await measure(delivered)).points[index]!.carried;

  beforeAll(async () => {
    await embedder.embed(['starts the thread']);
  }, 60_000);
  afterAll(() => embedder.close());

  it('finds nothing lost where every point is delivered word for word', async () => {
    const { loss, points } = await measure(LECTURE.join(' '));
    expect(loss).toBe(0);
    expect(points.map(({ carriedBy }) => carriedBy)).toEqual([...LECTURE]);
  });

  it('finds everything lost where nothing or something else was delivered', async () => {
    for (const delivered of [null, '', ' \n ', BULLETIN.join(' '), 'Thanks for watching, and have a great week!']) {
      const { loss, points } = await measure(delivered);
      expect(loss).toBeCloseTo(1, 9);
      expect(points.every(({ carriedBy }) => carriedBy === null)).toBe(true);
    }
  });

  it('weighs all points to 1, in the order of the item, and sums what is not carried', async () => {
    const { loss, points } = await measure([LECTURE[0], LECTURE[6]].join(' '));
    expect(points.map(({ span }) => span.segmentIndex)).toEqual([...LECTURE.keys()]);
    expect(points.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(loss).toBeCloseTo(
      points.reduce((sum, { weight, carried }) => sum + (carried ? 0 : weight), 0),
      9,
    );
    for (const { carried, probability } of points) expect(carried).toBe(probability >= 0.5);
  });

  it('weighs what the item keeps coming back to above an aside', async () => {
    const aside = 'My cousin sells umbrellas in a small shop by the station.';
    const texts = [...LECTURE, aside];
    const analysis = analysisOf({ keyPoints: texts.map((text, i) => at(i, text)) });
    const { points } = await measure(null, analysis, transcriptOf(texts));
    const weight = points.at(-1)!.weight;
    expect(Math.max(...points.map((point) => point.weight))).toBeGreaterThan(3 * weight);
    expect(weight).toBeLessThan(1 / points.length);
  });

  it('never rises when more is delivered', async () => {
    const sentences = [...LECTURE, ...BULLETIN, 'The flood did not kill 1,800 people in Huaraz.', 'A lake can empty within an hour.'];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(sentences, { maxLength: 6 }), fc.nat(), fc.nat(), async (told, which, where) => {
        const more = [...told];
        more.splice(where % (told.length + 1), 0, sentences[which % sentences.length]!);
        expect((await measure(more.join('\n'))).loss).toBeLessThanOrEqual((await measure(told.join('\n'))).loss);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('knows a point told in other words, in two sentences, or misheard', async () => {
    expect(await carriedOf('Thanks to a tunnel that engineers dug through the moraine, the lake stays thirty metres lower.', 4)).toBe(true);
    expect(await carriedOf('In 1941 a flood hit the town of Huaraz. It killed 1,800 people and destroyed a third of the houses.', 3)).toBe(
      true,
    );
    expect(await carriedOf('the flood of 1941 killed 1,800 people in the town of Huarez and destroyed a third of its houses', 3)).toBe(
      true,
    );
  });

  it('is not taken in by another number, another name, a denial, or another fact about the same thing', async () => {
    const flood = LECTURE[3];
    expect(await carriedOf(flood.replace('1,800', '18'), 3)).toBe(false);
    expect(await carriedOf(flood.replace('Huaraz', 'Pisco'), 3)).toBe(false);
    expect(await carriedOf('Engineers answered by digging a tunnel through the moraine, which does not keep the lake lower.', 4)).toBe(
      false,
    );
    expect(await carriedOf('Farmers in the valley complain about the meltwater of the lake.', 5)).toBe(false);
  });

  it('counts a sentence that was extracted several times once, and only what the transcript holds', async () => {
    const claim = (index: number, text: string): Claim => ({ ...at(index, text), checkWorthiness: 0.8 });
    const analysis = analysisOf({
      shortSummary: LECTURE[3],
      summary: `${LECTURE[3]} ${LECTURE[4]} This sentence is nowhere in the transcript of the lecture.`,
      keyPoints: [at(3, LECTURE[3]), at(4, 'Engineers landed on the moon and planted potatoes there.')],
      claims: [claim(3, LECTURE[3]), claim(5, LECTURE[8])],
      fallacies: [{ name: 'appeal_to_fear', ...at(11, LECTURE[11]), cue: 'drown', explanation: '', confidence: 0.5, status: 'possible' }],
      perspectives: [{ topic: 'reservoirs', positions: [{ stance: LECTURE[8], holder: null, spans: [at(8, LECTURE[8]).span] }] }],
    });
    const { points } = await measure(null, analysis);
    expect(points.map(({ kind, text }) => [kind, text])).toEqual([
      ['key_point', LECTURE[3]],
      ['key_point', LECTURE[4]],
      ['position', LECTURE[8]],
      ['fallacy', LECTURE[11]],
    ]);
  });

  it('finds nothing to lose in a result without points', async () => {
    expect(await measure(null, analysisOf())).toMatchObject({ loss: 0, points: [] });
    expect((await measure('text', analysisOf(), transcriptOf([]))).informativeness).toBe(0);
  });

  it('tells much of a lecture or a bulletin, little of patter', async () => {
    const informativeness = async (texts: readonly string[]) => (await measure(null, analysisOf(), transcriptOf(texts))).informativeness;
    const patter = Array.from({ length: 12 }, (_, i) => `Hello and welcome back everyone, so good to see you all, this is number ${i}!`);
    expect(await informativeness(LECTURE)).toBeGreaterThan(0.6);
    expect(await informativeness(BULLETIN)).toBeGreaterThan(0.5);
    expect(await informativeness(patter)).toBeLessThan(0.1);
    expect(await informativeness(Array.from({ length: 30 }, () => LECTURE[0]))).toBeLessThan(0.1);
  });

  it.each([
    '!!!',
    'x'.repeat(60_000),
    '\u0000\u{1F600}\uD800',
    '<script>alert(1)</script>',
    'שלום. 你好。',
    'no not never '.repeat(3_000),
    '1 '.repeat(5_000),
  ])('takes any text: %#', async (text) => {
    const texts = [...LECTURE, text];
    const analysis = analysisOf({ keyPoints: texts.map((one, i) => at(i, one)), summary: text });
    for (const delivered of [text, LECTURE.join(' ')]) {
      const { loss, informativeness } = await measure(delivered, analysis, transcriptOf(texts));
      for (const value of [loss, informativeness]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('stops when told to', async () => {
    const call = ruler.measure({ full, transcript: lecture, delivered: LECTURE[0] }, AbortSignal.abort(new Error('enough')));
    await expect(call).rejects.toThrow('enough');
  });

  it('reads a quick result as its summary and its key points', () => {
    expect(deliveredText({ summary: 'One. Two.', keyPoints: [at(0, 'Three.'), at(0, ' ')], engine: 'test@1' })).toBe('One. Two.\nThree.');
    expect(deliveredText({ summary: '', keyPoints: [], engine: 'test@1' })).toBe('');
  });
});
