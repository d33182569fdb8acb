import { feedbackSchema } from '@/lib/core/runs/requests';
import { giveFeedback } from '@/lib/intake';
import { endpoint, json, runIdOf } from '../../../../_server/endpoint';
import { readJson } from '../../../../_server/read-request';

export const POST = endpoint<{ id: string }>(async (request, params) => {
  const { verdict } = await readJson(request, feedbackSchema);
  return json(await giveFeedback(runIdOf(params), verdict));
});
