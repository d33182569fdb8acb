import pg from 'pg';
import { parseDatabaseUrl, withDatabase } from './arguments.mjs';
import { logError } from './engine.mjs';

/** PostgreSQL's SQLSTATE → Prisma's error code; anything else is "cannot reach". */
const PRISMA_CODES = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000', '42P04': 'P1009', 23505: 'P1009' };

/**
 * runDatabaseCommand serves `schema-engine cli can-connect-to-database|create-database|drop-database`; failures are JSON lines on stderr and status 1.
 * @param {string | undefined} command
 * @param {string} url
 */
export async function runDatabaseCommand(command, url) {
  // Prisma drops the first line of stderr: the native engine prints a start-up line there.
  process.stderr.write(`${JSON.stringify({ level: 'INFO', target: 'schema_engine', fields: { message: `starting ${command}` } })}\n`);
  const { connectionString, database, host, port } = parseDatabaseUrl(url);
  const name = pg.escapeIdentifier(database);
  try {
    if (command === 'can-connect-to-database') await execute(connectionString);
    else if (command === 'create-database') await execute(withDatabase(connectionString, 'postgres'), `CREATE DATABASE ${name}`);
    else if (command === 'drop-database')
      await execute(withDatabase(connectionString, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    else throw new Error(`unsupported command: cli ${command}`);
  } catch (error) {
    const code = PRISMA_CODES[error.code] ?? 'P1001';
    const at = `\`${host}:${port}\``;
    const messages = {
      P1000: `Authentication failed against database server at ${at}`,
      P1001: `Can't reach database server at ${at}: ${error.message}`,
      P1003: `Database \`${database}\` does not exist`,
      P1009: `Database \`${database}\` already exists`,
    };
    logError({ is_panic: false, error_code: code, message: messages[code] });
    process.exit(1);
  }
}

/**
 * execute opens a connection, runs the statement if there is one, and closes it.
 * @param {string} connectionString
 * @param {string} [sql]
 */
export async function execute(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    if (sql) await client.query(sql);
  } finally {
    await client.end();
  }
}
