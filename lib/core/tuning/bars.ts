/** The points of the quality–time curve that are measured: a bar for `overall`, and one for the three dimensions that is no higher. */
export interface Bars {
  minOverall: number;
  minDimension: number;
}

export const OVERALL_BARS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85] as const;
const DIMENSION_BARS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8] as const;

export const CURVE: readonly Bars[] = OVERALL_BARS.flatMap((minOverall) =>
  DIMENSION_BARS.filter((minDimension) => minDimension <= minOverall).map((minDimension) => ({ minOverall, minDimension })),
);

/** settingsOf are the keys that a point of the curve sets. */
export function settingsOf({ minOverall, minDimension }: Bars): Record<string, number> {
  const key = (name: string) => `quality_filtering.thresholds.${name}`;
  return {
    [key('min_overall')]: minOverall,
    [key('min_coherence')]: minDimension,
    [key('min_completeness')]: minDimension,
    [key('min_informativeness')]: minDimension,
  };
}
