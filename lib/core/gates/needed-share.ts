/** Of less than half, a part carried less than half of the facts too often (`npm run bench -- savings`, rounds). */
export const LEAST_SHARE = 0.5;
/** From here on an item tells much: somewhat under the 0.60 at which losing it counts by default, because a part may tell less than all of it. */
const TELLS_MUCH = 0.55;

/**
 * neededShare is the share of an item, (0, 1], that has to be heard before a quick result of that part may stand for all of it. Of an item
 * that tells much, everything: what is said once is lost where it is not heard, and nothing heard elsewhere tells that it is. It is no bar
 * to be tuned, so that a lower bar always bypasses more. `contentInformativeness` is that of what was heard.
 */
export function neededShare(contentInformativeness: number): number {
  return contentInformativeness >= TELLS_MUCH ? 1 : LEAST_SHARE;
}
