import { noteForAudit } from '@/lib/access/asking';
import { addFeedSchema } from '@/lib/core/feeds/requests';
import { addFeed, readFeeds } from '@/lib/intake/feeds';
import { endpoint, json } from '../../_server/endpoint';
import { readJson } from '../../_server/read-request';

/** All that is watched. */
export const GET = endpoint(async () => json(await readFeeds()));

/** Begins to watch; the first look follows within seconds. */
export const POST = endpoint(async (request) => {
  const feed = await addFeed(await readJson(request, addFeedSchema));
  noteForAudit({ target: feed.id, details: { url: feed.url } });
  return json(feed, 201);
});
