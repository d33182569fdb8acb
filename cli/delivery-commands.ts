import { type Command, Option } from 'commander';
import { DELIVERY_STATES, type DeliveryState } from '@/lib/core/deliveries/views';

interface Json {
  json?: boolean;
}

/** addDeliveryCommands declares `winnow deliveries …`. */
export function addDeliveryCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./deliveries');
  const json = '--json';
  const asJson = 'as the API gives it';

  const deliveries = winnow
    .command('deliveries')
    .description('what was sent and what waits; exit code 1 while one was given up')
    .addOption(new Option('--state <state>', 'only those').choices(DELIVERY_STATES))
    .option('--target <target>', 'e.g. slack, drive; discord: means every Discord channel')
    .option(json, asJson)
    .action(async (options: Json & { state?: DeliveryState; target?: string }) => finish(await (await load()).listDeliveries(options)));
  deliveries
    .command('show <id>')
    .description('one delivery with its tries')
    .option(json, asJson)
    .action(async (id: string, _options: Json, command: Command) =>
      finish(await (await load()).showDelivery(id, command.optsWithGlobals())),
    );
  deliveries
    .command('resend <id>')
    .description('send again what was delivered or given up, under the same id')
    .option(json, asJson)
    .action(async (id: string, _options: Json, command: Command) => finish(await (await load()).resend(id, command.optsWithGlobals())));
  deliveries
    .command('secret')
    .description('what the messages to callback URLs are signed with')
    .option('--rotate', 'make a new one; the one before signs besides for a day')
    .option(json, asJson)
    .action(async (options: { rotate?: boolean }, command: Command) =>
      finish(await (await load()).webhookSecret({ ...command.optsWithGlobals<Json>(), ...options })),
    );
}
