import { resumeFeed } from '@/lib/intake/feeds';
import { endpoint, feedIdOf, json } from '../../../../_server/endpoint';

/** Watches on, at once; earlier failures are forgiven. */
export const POST = endpoint<{ id: string }>(async (_request, params) => json(await resumeFeed(feedIdOf(params)), 202));
