import { pageSchema } from '@/lib/core/alerts/requests';
import { listDeliveries } from '@/lib/delivery/deliveries';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => json(await listDeliveries(readQuery(request, pageSchema))));
