/**
 * perspectives_perspectrum: of a claim, which perspectives bear on it, and which side do they take? Rows: {claim, clusters: [{stance3,
 * perspectives[]}]} (Chen et al. 2019). `stance_f1`: macro F1 of support and undermine over all perspectives, sided by the shipped reader of sides;
 * `always_support_f1` is what one answer would get. `relevance_map`: mean average precision of a claim's own perspectives among those of it and of
 * 19 other claims, ranked by closeness to the claim; `same_cluster_accuracy`: share of pairs of one cluster that are closer than the first of them is to a
 * perspective of another cluster of that claim.
 */
import { sideTowards } from '@/lib/engines/analyze/perspectives/side';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { dot } from '@/lib/engines/text/vectors';
import type { Measure } from '../run';
import { f1 } from '../support/classification';
import { limited } from '../support/items';

interface Perspective {
  text: string;
  stance: string;
  cluster: number;
}

interface Claim {
  text: string;
  perspectives: Perspective[];
}

const STANCES = ['support', 'undermine'];
const OTHER_CLAIMS = 19;

function parseRow(row: Record<string, unknown>): Claim {
  const clusters = row.clusters as { stance3: string; perspectives: string[] }[];
  const perspectives = clusters.flatMap(({ stance3, perspectives: texts }, cluster) =>
    STANCES.includes(stance3) ? texts.map((text) => ({ text, stance: stance3, cluster })) : [],
  );
  return { text: String(row.claim), perspectives };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function macroStance(claims: readonly Claim[], side: (claim: Claim, perspective: Perspective) => string) {
  const judged = claims.flatMap((claim) =>
    claim.perspectives.map((perspective) => {
      const predicted = side(claim, perspective);
      return { label: perspective.stance, predicted, probability: 1, correct: predicted === perspective.stance };
    }),
  );
  return { f1: mean(STANCES.map((stance) => f1(judged, stance))), accuracy: mean(judged.map(({ correct }) => Number(correct))) };
}

function averagePrecision(relevant: readonly boolean[]): number {
  const precisions = relevant.flatMap((own, i) => (own ? [relevant.slice(0, i + 1).filter(Boolean).length / (i + 1)] : []));
  return mean(precisions);
}

const measure: Measure = async ({ rows, options, progress }) => {
  if (rows === null) throw new Error('perspectives_perspectrum needs --file (rows of claim, clusters)');
  const claims = limited(rows, options)
    .map(parseRow)
    .filter(({ perspectives }) => perspectives.length > 0);
  const embedder = createEmbedder();
  const vectors = new Map<string, Float32Array>();
  const texts = [...new Set(claims.flatMap(({ text, perspectives }) => [text, ...perspectives.map((perspective) => perspective.text)]))];
  for (const [i, vector] of (await embedder.embed(texts)).entries()) vectors.set(texts[i]!, vector);
  await embedder.close();
  progress(`${texts.length} texts embedded`);
  const closeness = (a: string, b: string) => dot(vectors.get(a)!, vectors.get(b)!);

  const relevance = claims.map((claim, i) => {
    const others = Array.from({ length: Math.min(OTHER_CLAIMS, claims.length - 1) }, (_, k) => claims[(i + k + 1) % claims.length]!);
    const pool = [claim, ...others].flatMap((of) => of.perspectives.map(({ text }) => ({ text, own: of === claim })));
    const ranked = pool.sort((a, b) => closeness(claim.text, b.text) - closeness(claim.text, a.text));
    return averagePrecision(ranked.map(({ own }) => own));
  });
  const triples = claims.flatMap(({ perspectives }) =>
    perspectives.flatMap((one, i) => {
      const same = perspectives.find((other, j) => j > i && other.cluster === one.cluster);
      const different = perspectives.find((other) => other.cluster !== one.cluster);
      return same && different ? [closeness(one.text, same.text) > closeness(one.text, different.text)] : [];
    }),
  );
  const stance = macroStance(claims, (claim, { text }) => (sideTowards(claim.text, text) > 0 ? 'support' : 'undermine'));
  return {
    n: claims.reduce((sum, { perspectives }) => sum + perspectives.length, 0),
    metrics: {
      stance_f1: stance.f1,
      stance_accuracy: stance.accuracy,
      always_support_f1: macroStance(claims, () => 'support').f1,
      relevance_map: mean(relevance),
      same_cluster_accuracy: mean(triples.map(Number)),
    },
    settings: { claims: claims.length, embedder: embedder.model, other_claims: OTHER_CLAIMS, trained_on: 'nothing' },
  };
};

export default measure;
