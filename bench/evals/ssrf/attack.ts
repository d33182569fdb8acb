import type { Outcome, World, WorldOptions } from './world';

export interface Attack {
  name: string;
  options?: WorldOptions;
  /** Outcomes, all of which have to be among `wanted`. */
  run: (world: World) => Promise<Outcome[]>;
  wanted: readonly Outcome[];
}
