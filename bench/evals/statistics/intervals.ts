/** How often the intervals of a what-if hold what is true of the items to come, and how wide they are. */
import { decideFates } from '@/lib/core/tuning/fates';
import { KeptMarks } from '@/lib/core/tuning/fired-rows';
import { Recordings } from '@/lib/core/tuning/recordings';
import type { Estimate, WhatIf } from '@/lib/core/tuning/views';
import { whatIf } from '@/lib/core/tuning/what-if';
import { seededRandom } from '../../support/random';
import { configAt, factsOfItem, simulateItems } from './world';

const FIGURES = {
  bypass_rate: (figures: WhatIf) => figures.bypassRate,
  time_saved: (figures: WhatIf) => figures.timeSaved,
  delivered_quality: (figures: WhatIf) => figures.deliveredQuality,
  false_stops: (figures: WhatIf): Estimate => figures.falseStops,
};
export type Figure = keyof typeof FIGURES;
const TRUTH_RUNS = 150_000;
const CURRENT_BAR = 0.55;
const CANDIDATE_BAR = 0.5;

/** One feed, so that items are independent. What kind of world it is comes from `world`, its items from `seed`. */
function figuresOf(world: number, seed: number, runs: number): WhatIf {
  const recordings = new Recordings();
  const random = seededRandom(seed);
  const items = simulateItems({ feeds: 1, clustered: false, drifting: false }, seededRandom(world), random);
  for (let id = 0; id < runs; id++) recordings.add(factsOfItem(items.next().value!, CURRENT_BAR, id, random));
  const reference = configAt(CURRENT_BAR);
  return whatIf(recordings, decideFates(recordings, configAt(CANDIDATE_BAR), new KeptMarks()), reference);
}

export interface Coverage {
  coverage: Record<Figure, number>;
  width: Record<Figure, number>;
}

export function measureCoverage(seed: number, samples: number, runs: number): Coverage {
  const truth = figuresOf(seed, seed + 1, TRUTH_RUNS);
  const names = Object.keys(FIGURES) as Figure[];
  const coverage = Object.fromEntries(names.map((name) => [name, 0])) as Record<Figure, number>;
  const width = { ...coverage };
  for (let i = 0; i < samples; i++) {
    const figures = figuresOf(seed, seed + 2 + i, runs);
    for (const name of names) {
      const { interval } = FIGURES[name](figures);
      const true_ = FIGURES[name](truth).value!;
      if (interval && interval.lower <= true_ && true_ <= interval.upper) coverage[name] += 1 / samples;
      width[name] += interval ? (interval.upper - interval.lower) / samples : 1 / samples;
    }
  }
  return { coverage, width };
}
