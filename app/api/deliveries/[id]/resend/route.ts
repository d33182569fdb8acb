import { resendDelivery } from '@/lib/delivery/deliveries';
import { deliveryIdOf, endpoint, json } from '../../../../_server/endpoint';

/** Sends again what was delivered or given up, under the same id. 409 where it waits already. */
export const POST = endpoint<{ id: string }>(async (_request, params) => json(await resendDelivery(deliveryIdOf(params)), 202));
