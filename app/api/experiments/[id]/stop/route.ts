import { stopExperiment } from '@/lib/learning/experiments/actions';
import { endpoint, experimentIdOf, json } from '../../../../_server/endpoint';

export const POST = endpoint<{ id: string }>(async (_, params) => json(await stopExperiment(experimentIdOf(params))));
