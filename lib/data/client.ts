import { PrismaPg } from '@prisma/adapter-pg';
import { WinnowError } from '@/lib/base/errors';
import { Prisma, PrismaClient } from './generated/client';

/** Connections of one process; a page or a stage needs one or two at a time. */
const POOL_SIZE = 10;

export type Database = PrismaClient;
/** What a function needs that may run inside or outside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Next.js may load this module more than once in one process (one bundle per route), so the client lives on globalThis. */
const holder = globalThis as { winnowDatabase?: PrismaClient };

/** database returns this process's client, connected on first use to DATABASE_URL. Throws `database_unavailable` when that is not set. */
export function database(): Database {
  holder.winnowDatabase ??= connect(requireDatabaseUrl());
  return holder.winnowDatabase;
}

export function requireDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new WinnowError(
      'database_unavailable',
      'DATABASE_URL is not set: start Winnow with `npm start`, which starts a database of its own',
    );
  return url;
}

/** directDatabaseUrl bypasses a pooler, for what needs a session of its own: locks and LISTEN. An empty variable counts as absent. */
export function directDatabaseUrl(): string {
  return process.env.DATABASE_DIRECT_URL || requireDatabaseUrl();
}

/**
 * PREPARED at the front of a statement whose text is always the same has it planned once per connection and not each time: for the few that are asked
 * many times a second and take as long to plan as to answer.
 */
export const PREPARED = '/* prepared */';
const preparedNames = new Map<string, string>();

/** '' is no name. A pooler may give each statement another connection, where the name means nothing. */
function statementName({ sql }: { sql: string }): string {
  if (!sql.startsWith(PREPARED) || process.env.DATABASE_DIRECT_URL) return '';
  const name = preparedNames.get(sql) ?? `winnow_${preparedNames.size}`;
  preparedNames.set(sql, name);
  return name;
}

function connect(url: string): PrismaClient {
  const adapter = new PrismaPg(
    { connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: 10_000, application_name: 'winnow' },
    // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
    { onPoolError: () => {}, onConnectionError: () => {}, statementNameGenerator: statementName },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
}

/** closeDatabase disconnects; the next `database()` connects anew. */
export async function closeDatabase(): Promise<void> {
  const client = holder.winnowDatabase;
  delete holder.winnowDatabase;
  await client?.$disconnect();
}

/** isUniqueViolation: whether a statement failed because what it wanted to write is there already. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: { cause?: { kind?: string } } };
  return error.code === 'P2002' || driverAdapterError?.cause?.kind === 'UniqueConstraintViolation';
}

/**
 * json prepares a value for a jsonb column: PostgreSQL refuses NUL and lone surrogates, which hostile titles and transcripts may hold.
 * `undefined` fields are dropped; NaN and infinities become null, as JSON.stringify does.
 */
export function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'string' ? storable(item) : item))) as Prisma.InputJsonValue;
}

/** storable returns text that PostgreSQL can store: no NUL, no lone surrogate. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
