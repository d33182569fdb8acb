import { readFeed, removeFeed } from '@/lib/intake/feeds';
import { endpoint, feedIdOf, json } from '../../../_server/endpoint';

/** One feed with its latest items. */
export const GET = endpoint<{ id: string }>(async (_request, params) => json(await readFeed(feedIdOf(params))));

/** Forgets it; its runs stay. */
export const DELETE = endpoint<{ id: string }>(async (_request, params) => {
  await removeFeed(feedIdOf(params));
  return json({ status: 'removed' });
});
