import { accessOperations } from './access';
import { alertsOperations } from './alerts';
import { deliveryOperations } from './delivery';
import { memoryOperations } from './memory';
import type { Operation } from './operation';
import { performanceOperations } from './performance';
import { runsOperations } from './runs';
import { systemOperations } from './system';
import { tuningOperations } from './tuning';

/** Every route of the API. The schemas are those the routes validate with, so the document cannot say otherwise. */
export const OPERATIONS: readonly Operation[] = [
  ...runsOperations,
  ...performanceOperations,
  ...alertsOperations,
  ...memoryOperations,
  ...tuningOperations,
  ...deliveryOperations,
  ...accessOperations,
  ...systemOperations,
];
