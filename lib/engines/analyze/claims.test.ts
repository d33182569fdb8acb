import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPace } from '../text/pace';
import { splitSentences } from '../text/sentences';
import { checkWorthiness } from './check-worthiness';
import { CLAIM_BAR, claimCap, selectClaims } from './claims';
import { findNames, readSentences } from './read-sentences';

async function read(text: string) {
  const pace = createPace();
  const segment = { startSeconds: null, endSeconds: null, text, confidence: null, speaker: null };
  const document = await splitSentences({ origin: 'article', language: 'en', engine: 'published', segments: [segment] }, pace);
  const scored = [];
  for await (const sentence of readSentences(document, await findNames(document, pace), pace)) {
    scored.push({ sentence: sentence.sentence, checkWorthiness: checkWorthiness(sentence) });
  }
  return { document, scored };
}

const scoreOf = async (text: string) => (await read(text)).scored[0]?.checkWorthiness ?? 0;

/** The tagger loads with its first use: seconds on a busy machine. */
beforeAll(async () => {
  await read('The mill burned down.');
}, 60_000);

describe('check-worthiness', () => {
  it.each([
    'The city spent 40 million dollars on the tunnel in 2019.',
    'Crime in the northern districts has fallen by a third because of the new lights.',
    'The company sold more than two thousand boats to the navy last year.',
  ])('reaches the bar: %s', async (text) => {
    expect(await scoreOf(text)).toBeGreaterThanOrEqual(CLAIM_BAR);
  });

  it.each([
    'Did the city spend 40 million dollars on the tunnel in 2019?',
    'I think that the tunnel is a really lovely place to walk.',
    'Welcome back to the show, everyone, and thank you for watching.',
    'It was because of them that this happened at all.',
    'You should try to get some sleep before the exam.',
  ])('does not reach the bar: %s', async (text) => {
    expect(await scoreOf(text)).toBeLessThan(CLAIM_BAR);
  });

  it('is within [0, 1] for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 300 }), async (text) => {
        for (const { checkWorthiness: score } of (await read(text)).scored) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the choice of claims', () => {
  it('has a cap that grows with the item, from 3 to 40', () => {
    expect([0, 250, 1_000, 1_000_000].map(claimCap)).toEqual([3, 3, 12, 40]);
  });

  it('keeps the most check-worthy within the cap, in the order of the item', async () => {
    const { document, scored } = await read(
      'The first mill burned down. The second mill was sold. The third dam broke. The fourth ship sank.',
    );
    const worth = [0.6, 0.9, 0.55, 0.8];
    const claims = selectClaims(
      document,
      scored.map(({ sentence }, i) => ({ sentence, checkWorthiness: worth[i]! })),
      50,
    );
    expect(claims.map(({ checkWorthiness: score }) => score)).toEqual([0.6, 0.9, 0.8]);
  });

  it('takes what is said twice once', async () => {
    const { document, scored } = await read(
      'The city spent 40 million dollars on the tunnel. So the city spent 40 million dollars on the tunnel.',
    );
    expect(selectClaims(document, scored, 500)).toHaveLength(1);
  });

  it('trims what ties a claim to the sentence before, and leaves the quote verbatim', async () => {
    const { document, scored } = await read('And the city, um, spent 40 million dollars on the tunnel in 2019.');
    const [claim] = selectClaims(document, scored, 500);
    expect(claim?.text).toMatch(/^The city.* spent 40 million dollars on the tunnel in 2019\.$/);
    expect(claim?.span.quote).toBe('And the city, um, spent 40 million dollars on the tunnel in 2019.');
  });
});
