import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { listDeliveries } from '@/lib/delivery/deliveries';
import { endpoint, json } from '../../_server/endpoint';
import { readQuery } from '../../_server/read-request';

export const GET = endpoint(async (request) => json(await listDeliveries(readQuery(request, deliveriesSchema))));
