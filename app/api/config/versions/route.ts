import { versionPageSchema } from '@/lib/core/config/requests';
import { listConfigVersions } from '@/lib/learning/config/views';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

export const GET = endpoint(async (request) => json(await listConfigVersions(readQuery(request, versionPageSchema))));
