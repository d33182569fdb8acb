import type { Env } from '@/lib/config/env';
import { callbackChannels } from '@/lib/delivery/callback';
import { type Channels, channelsOf } from '@/lib/delivery/channels';
import { contentEgressPolicy } from './egress';
import { getRun } from './views';

/** workerChannels are all the channels that a worker delivers to; Discord's are the bot's, which keeps its rate limits. */
export function workerChannels(env: Env): Channels {
  const fixed = channelsOf(env);
  const callbacks = callbackChannels({ policy: contentEgressPolicy(), loadRun: getRun });
  return { get: (target) => fixed.get(target) ?? callbacks.get(target) };
}
