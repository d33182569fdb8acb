/** The courier of a worker and the bot's, in a process that can be killed: nothing else of them runs, so that it is there again at once. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { REST } from 'discord.js';
import { callbackChannels } from '@/lib/delivery/callback';
import { createCourier } from '@/lib/delivery/deliver-outbox';
import { createDiscordCourier } from '@/lib/delivery/discord/courier';
import { contentEgressPolicy } from '@/lib/pipeline/egress';
import { getRun } from '@/lib/pipeline/views';

const LOOK_MS = 50;

const [apiUrl = '', token = '', botId = '', gate = ''] = process.argv.slice(2);
const rest = new REST({ api: apiUrl }).setToken(token);
const discord = createDiscordCourier({ rest, links: { baseUrl: 'http://127.0.0.1:8000' }, loadRun: getRun, botId: () => botId });
const callbacks = callbackChannels({ policy: contentEgressPolicy(), loadRun: getRun });
const courier = createCourier({ get: (target) => discord.channels.get(target) ?? callbacks.get(target) });
// One waits ready to take over, as a second worker would.
while (!existsSync(gate)) await sleep(20);
for (;;) {
  await courier.look().catch(() => {});
  await sleep(LOOK_MS);
}
