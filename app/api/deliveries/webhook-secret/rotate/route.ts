import { rotateWebhookSecret } from '@/lib/delivery/webhook-secrets';
import { endpoint, json } from '../../../../_server/endpoint';

/** Makes a new secret; the one before signs besides for a day. */
export const POST = endpoint(async () => json(await rotateWebhookSecret()));
