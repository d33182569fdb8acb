import { readExperiment } from '@/lib/learning/experiments/views';
import { endpoint, experimentIdOf, json } from '../../../_server/endpoint';

export const GET = endpoint<{ id: string }>(async (_, params) => json(await readExperiment(experimentIdOf(params))));
