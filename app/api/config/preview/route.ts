import { previewSchema } from '@/lib/core/tuning/requests';
import { ask } from '@/lib/learning/tuning/ask';
import { MAX_CONFIG_BYTES } from '../../../_server/config-request';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

/** What a draft would have done to the recorded runs. Changes nothing. */
export const POST = endpoint(async (request) => json(await ask('preview', await readJson(request, previewSchema, MAX_CONFIG_BYTES))));
