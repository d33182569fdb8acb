import { listSamples } from '@/lib/intake';
import { endpoint, json } from '../../_server/endpoint';

/** The sample items that ship with Winnow; submit one as `sample:ID`. */
export const GET = endpoint(async () => json({ samples: await listSamples() }));
