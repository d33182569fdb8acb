import { getDelivery } from '@/lib/delivery/deliveries';
import { deliveryIdOf, endpoint, json } from '../../../_server/endpoint';

/** One delivery with its tries. */
export const GET = endpoint<{ id: string }>(async (_request, params) => json(await getDelivery(deliveryIdOf(params))));
