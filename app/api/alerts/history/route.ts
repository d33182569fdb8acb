import { pageSchema } from '@/lib/core/alerts/requests';
import { listAlertHistory } from '@/lib/metrics/alerts/views';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => json(await listAlertHistory(readQuery(request, pageSchema))));
