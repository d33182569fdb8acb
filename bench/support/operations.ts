/** The API's operations with something in the place of each {name}. */

import type { Operation } from '../../app/_server/openapi/operation';
import { OPERATIONS } from '../../app/_server/openapi/operations';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

/** pathOf fills a path's names in: `values` first, else a well-formed id of nothing, `error_rate` for a rule and 1 for a number. */
export function pathOf({ path }: Operation, values: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? (name === 'rule' ? 'error_rate' : name === 'n' ? '1' : NOWHERE),
  );
}

/** OPERATIONS_WITH_JSON are those that take a JSON body. */
export const OPERATIONS_WITH_JSON = OPERATIONS.filter(({ body, bodyMediaType }) => body && bodyMediaType === undefined);
