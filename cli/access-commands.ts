import { type Command, InvalidArgumentError, Option } from 'commander';
import { AUDIT_ACTIONS } from '@/lib/core/access/audit';
import { SCOPES } from '@/lib/core/access/scopes';

interface Json {
  json?: boolean;
}

/** addAccessCommands declares what whoever has this machine's shell and its database may do without signing in. */
export function addAccessCommands(winnow: Command, finish: (code: number) => void): void {
  const load = () => import('./access');
  winnow
    .command('admin-link')
    .description('a one-time link for another admin; with --for, one that sets a person’s password anew')
    .option('--for <name>', 'the name of an account')
    .option('--json', 'one JSON object')
    .action(async (options: Json & { for?: string }) => finish(await (await load()).adminLink(options)));

  const keys = winnow.command('keys').description('API keys, which programs sign in with');
  keys
    .command('create <name>')
    .description('make a key; it is printed this once')
    .addOption(new Option('--scopes <scopes...>', 'what it may do').choices(SCOPES).default(['read']))
    .option('--days <days>', 'how long it works; 0: for ever', wholeNumber, 90)
    .option('--per-minute <requests>', 'how many requests a minute', wholeNumber, 600)
    .option('--json', 'one JSON object')
    .action(async (name: string, options: Json & { scopes: string[]; days: number; perMinute: number }) =>
      finish(await (await load()).createKeyCommand(name, options)),
    );
  keys
    .command('list')
    .description('keys with their last use')
    .option('--json', 'one JSON object')
    .action(async (options: Json) => finish(await (await load()).listKeysCommand(options)));
  keys
    .command('revoke <id>')
    .description('end a key for good')
    .option('--json', 'one JSON object')
    .action(async (id: string, options: Json) => finish(await (await load()).revokeKeyCommand(id, options)));

  const sessions = winnow.command('sessions').description('browsers that are signed in');
  sessions
    .command('list')
    .description('all of them, the latest first')
    .option('--json', 'one JSON object')
    .action(async (options: Json) => finish(await (await load()).listSessionsCommand(options)));
  sessions
    .command('end <id>')
    .description('sign one out')
    .option('--json', 'one JSON object')
    .action(async (id: string, options: Json) => finish(await (await load()).endSessionCommand(id, options)));

  winnow
    .command('audit-log')
    .description('who did what, when and from where, newest first (ENABLE_AUDIT_LOGGING)')
    .option('--limit <entries>', 'how many', wholeNumber, 50)
    .option('--before <id>', 'older than that entry', wholeNumber)
    .addOption(new Option('--action <action>', 'only these').choices(AUDIT_ACTIONS))
    .option('--actor <part>', 'only whose name holds this')
    .option('--json', 'one JSON object')
    .action(async (options: Json & { limit: number; before?: number; action?: string; actor?: string }) =>
      finish(await (await load()).auditLogCommand(options)),
    );
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}
