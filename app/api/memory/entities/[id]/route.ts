import { entityView } from '@/lib/memory';
import { endpoint, entityIdOf, json } from '../../../../_server/endpoint';

/** Everything memory holds of an entity. */
export const GET = endpoint<{ id: string }>(async (_, params) => json(await entityView(entityIdOf(params))));
