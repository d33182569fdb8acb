import { lookNow } from '@/lib/intake/feeds';
import { endpoint, feedIdOf, json } from '../../../../_server/endpoint';

/** Looks now. 409 while it is paused. */
export const POST = endpoint<{ id: string }>(async (_request, params) => json(await lookNow(feedIdOf(params)), 202));
