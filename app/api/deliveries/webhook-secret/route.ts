import { webhookSecrets } from '@/lib/delivery/webhook-secrets';
import { endpoint, json } from '../../../_server/endpoint';

/** What the messages to callback URLs are signed with. */
export const GET = endpoint(async () => json(await webhookSecrets()));
