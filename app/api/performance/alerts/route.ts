import { listAlerts } from '@/lib/metrics/alerts/views';
import { endpoint, json } from '../../../_server/endpoint';

/** How each rule stands. */
export const GET = endpoint(async () => json(await listAlerts()));
