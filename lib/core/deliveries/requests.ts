/** The one schema source for what callers send about deliveries. */
import { z } from 'zod';
import { DELIVERY_STATES } from './views';

export const deliveriesSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.uuid().optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  kind: z.string().max(40).optional().describe('alert, record, run, report'),
  target: z.string().max(200).optional().describe('A target; one that ends in a colon names a family, e.g. discord:'),
});
export type DeliveriesRequest = z.output<typeof deliveriesSchema>;
