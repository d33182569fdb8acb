import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { RecommendationView } from '@/lib/core/tuning/views';
import { draftConfig } from '@/lib/learning/config/actions';
import { configInForce } from '@/lib/learning/tuning/effective';
import { readRecommendation } from '@/lib/learning/tuning/recommendation';

export interface Recommended {
  view: RecommendationView;
  inForce: EffectiveConfig;
  /** null: nothing is recommended. */
  recommended: EffectiveConfig | null;
}

/** recommendation asks once, when nothing but the history has run, and keeps the answer in a file. */
export async function recommendation(file: string): Promise<Recommended> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Recommended;
  const { config: inForce, resolve } = await configInForce();
  const view = await readRecommendation({});
  const recommended = view.settings ? resolve((await draftConfig({ set: view.settings })).config) : null;
  writeFileSync(file, JSON.stringify({ view, inForce, recommended }));
  return { view, inForce, recommended };
}
