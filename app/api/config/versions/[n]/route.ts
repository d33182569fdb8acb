import { readConfigVersion } from '@/lib/learning/config/views';
import { versionOf } from '../../../../_server/config-request';
import { endpoint, json } from '../../../../_server/endpoint';

export const GET = endpoint<{ n: string }>(async (_request, params) => json(await readConfigVersion(versionOf(params))));
