import { describe, expect, it } from 'vitest';
import type { QuickResult } from '@/lib/core/runs/content';
import { createHashEmbedder } from '../text/testing/hash-embedder';
import { BULLETIN, LECTURE, transcriptOf } from '../text/testing/texts';
import { createAssessor } from './assessor';

const WEIGHTS = { coherence: 0.3, completeness: 0.4, informativeness: 0.3 };
const resultOf = (summary: string, points: string[] = []): QuickResult => ({
  summary,
  keyPoints: points.map((text) => ({ text, span: { quote: text, segmentIndex: 0, startSeconds: null } })),
  engine: 'test@1',
});
const lecture = transcriptOf(LECTURE);
const good = [LECTURE[1], LECTURE[2], LECTURE[5], LECTURE[8], LECTURE[11]].join(' ');
const filler = 'Hello everyone and welcome back! It is so good to see you all. Thanks for watching, and have a great week. Bye!';

const assess = (summary: string, transcript = lecture, weights = WEIGHTS) =>
  createAssessor({ embedder: createHashEmbedder() }).assess(resultOf(summary), transcript, weights);
const assessTranscript = (texts: readonly string[]) =>
  createAssessor({ embedder: createHashEmbedder() }).assessTranscript(transcriptOf(texts));

describe('a result against its item', () => {
  it('carries more of its own item than of another', async () => {
    const own = await assess(good);
    const foreign = await assess(good, transcriptOf(BULLETIN));
    expect(own.completeness).toBeGreaterThan(0.4);
    expect(foreign.completeness).toBeLessThan(0.2);
  });

  it('is less complete with each sentence taken out', async () => {
    const sentences = good.split(/(?<=\.) /);
    const whole = await assess(good);
    for (const i of sentences.keys()) {
      const shorter = await assess(sentences.filter((_, j) => j !== i).join(' '));
      expect(shorter.completeness).toBeLessThan(whole.completeness);
    }
  });

  it('gains by key points, and not by the same ones again', async () => {
    const assessor = createAssessor({ embedder: createHashEmbedder() });
    const points = [LECTURE[3], LECTURE[6]];
    const alone = await assessor.assess(resultOf(good), lecture, WEIGHTS);
    const once = await assessor.assess(resultOf(good, points), lecture, WEIGHTS);
    const twice = await assessor.assess(resultOf(good, [...points, ...points]), lecture, WEIGHTS);
    expect(once.completeness).toBeGreaterThan(alone.completeness);
    expect(twice).toEqual(once);
  });

  it('tells little when it is filler', async () => {
    expect((await assess(filler)).informativeness).toBeLessThan(0.1);
    expect((await assess(good)).informativeness).toBeGreaterThan(0.6);
  });

  it('hangs together less when sentences break off or are said over and over', async () => {
    const whole = (await assess(good)).coherence;
    expect((await assess(good.replace(/ \w+ \w+\./g, '...'))).coherence).toBeLessThan(whole);
    expect((await assess(`${LECTURE[1]} `.repeat(8))).coherence).toBeLessThan(0.2);
  });

  it('is weighed as asked, by weights that need not sum to 1', async () => {
    const { coherence, completeness, informativeness, overall } = await assess(good, lecture, {
      coherence: 2,
      completeness: 1,
      informativeness: 1,
    });
    expect(overall).toBeCloseTo((2 * coherence + completeness + informativeness) / 4, 12);
    expect((await assess(good, lecture, { coherence: 0, completeness: 3, informativeness: 0 })).overall).toBeCloseTo(completeness, 12);
  });

  it('of a whole item has an interval of no width', async () => {
    const { overall, overallInterval } = await assess(good);
    expect(overallInterval).toEqual({ lower: overall, upper: overall });
  });

  it('is assessed with less confidence where there is little text, doubtful hearing or another language', async () => {
    const sure = (await assess(good)).assessmentConfidence;
    for (const doubtful of [
      transcriptOf(LECTURE.slice(0, 2)),
      transcriptOf(LECTURE, {}, { confidence: 0.3 }),
      transcriptOf(LECTURE, { language: 'de' }),
    ]) {
      expect((await assess(good, doubtful)).assessmentConfidence).toBeLessThan(sure);
    }
  });

  it.each(['', ' ', 'Yes', '!!!', 'The dam broke.', 'The dam broke. The dam broke.', '<b>😀</b>', 'שלום.', 'x'.repeat(30_000)])(
    'has scores in [0, 1] whatever it is: %j',
    async (text) => {
      for (const transcript of [lecture, transcriptOf([text]), transcriptOf([])]) {
        const { coherence, completeness, informativeness, overall, assessmentConfidence } = await assess(text, transcript);
        for (const score of [coherence, completeness, informativeness, overall, assessmentConfidence]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }
    },
  );

  it('reads the item once for several results', async () => {
    const embedder = createHashEmbedder();
    const assessor = createAssessor({ embedder });
    await assessor.assess(resultOf('The lake empties.'), lecture, WEIGHTS);
    const first = embedder.embedded;
    await assessor.assess(resultOf('The lake empties.'), lecture, WEIGHTS);
    expect(embedder.embedded - first).toBe(1);
  });
});

describe('a transcript by itself', () => {
  it('tells much as a lecture or news, little as patter, song or a sales pitch', async () => {
    const patter = Array.from({ length: 8 }, () => filler);
    const song = Array.from({ length: 12 }, (_, i) => `Oh baby baby I need you tonight, oh oh oh, hold me number ${i}, yeah yeah yeah.`);
    const pitch = [
      'Tired of the same old thing?',
      'Introducing the best one ever, it is quick, it is easy and you will love it!',
      'Call now and get yours today!',
      'Hurry, this offer will not last, so order now!',
    ];
    const lectureScore = (await assessTranscript(LECTURE)).contentInformativeness;
    expect(lectureScore).toBeGreaterThan(0.5);
    for (const texts of [patter, song, pitch]) expect((await assessTranscript(texts)).contentInformativeness).toBeLessThan(0.25);
  });

  it('hangs together better in its own order than scrambled', async () => {
    const words = LECTURE.join(' ').split(' ');
    const scrambled = words.map((_, i) => words[(i * 37) % words.length]!).join(' ');
    expect((await assessTranscript(LECTURE)).contentCoherence).toBeGreaterThan(
      (await assessTranscript([scrambled])).contentCoherence + 0.2,
    );
  });

  it('of any length is read from a bounded number of sentences', async () => {
    const embedder = createHashEmbedder();
    const texts = Array.from({ length: 3_000 }, (_, i) => `${LECTURE[i % LECTURE.length]!.slice(0, -1)} in region ${i}.`);
    const quality = await createAssessor({ embedder }).assessTranscript(transcriptOf(texts));
    expect(quality.contentInformativeness).toBeGreaterThan(0);
    expect(embedder.embedded).toBeLessThanOrEqual(64 + 3 * 32 + 2);
  });

  it('stops when told to', async () => {
    const assessor = createAssessor({ embedder: createHashEmbedder() });
    await expect(assessor.assessTranscript(lecture, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
