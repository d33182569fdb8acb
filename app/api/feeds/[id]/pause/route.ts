import { pauseFeed } from '@/lib/intake/feeds';
import { endpoint, feedIdOf, json } from '../../../../_server/endpoint';

/** Watches no longer until it is resumed. */
export const POST = endpoint<{ id: string }>(async (_request, params) => json(await pauseFeed(feedIdOf(params)), 202));
