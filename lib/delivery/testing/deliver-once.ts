/** For tests: a process that delivers what waits, once. */
import { readEnv } from '@/lib/config/env';
import { closeDatabase } from '@/lib/data/client';
import { channelsOf } from '../channels';
import { deliverOutbox } from '../deliver-outbox';

await deliverOutbox(channelsOf(readEnv()));
await closeDatabase();
