import type { MeasureContext } from '../run';

/** casesOf gives the rows of --file, the first --limit of them. Throws without a file. */
export function casesOf({ rows, options }: Pick<MeasureContext, 'rows' | 'options'>, fields: string): Record<string, unknown>[] {
  if (!rows) throw new Error(`--file is needed: ${fields} a line`);
  return rows.slice(0, options.limit === undefined ? rows.length : Number(options.limit));
}
