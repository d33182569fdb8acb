import { resolve } from 'node:path';
// Relative, for the embedding thread does not know the `@/` alias.
import { projectRoot } from '../../config/project-root';

export { projectRoot };

/** The folder for derived models: `models` under WINNOW_DATA_DIR (default `.winnow`, relative to the project root). */
export function defaultModelDirectory(): string {
  return resolve(projectRoot(), process.env.WINNOW_DATA_DIR || '.winnow', 'models');
}
