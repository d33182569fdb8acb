/**
 * parseArguments reads the native engine's command line as Prisma 7.10 writes it.
 * @param {string[]} argv
 * @returns {{ command: string | undefined, subcommand: string | undefined, datasourceUrl: string | undefined, datamodelFiles: string[] }}
 */
export function parseArguments(argv) {
  const datamodelFiles = [];
  const positional = [];
  let datasourceUrl;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i];
    if (argument === '--datamodels') datamodelFiles.push(argv[++i]);
    else if (argument === '--datasource') datasourceUrl = JSON.parse(argv[++i]).url;
    else if (argument === '--enabled-preview-features' || argument === '--extension-types') i++;
    else positional.push(argument);
  }
  return { command: positional[0], subcommand: positional[1], datasourceUrl, datamodelFiles };
}

/** Parameters that Prisma understands and PostgreSQL's driver does not. */
const PRISMA_PARAMETERS = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer', 'connect_timeout'];

/**
 * parseDatabaseUrl takes Prisma's own parameters out of a connection URL.
 * @param {string} url
 */
export function parseDatabaseUrl(url) {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? undefined;
  for (const name of PRISMA_PARAMETERS) parsed.searchParams.delete(name);
  return {
    connectionString: parsed.toString(),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'postgres',
    host: parsed.hostname,
    port: parsed.port || '5432',
    schema,
  };
}

/**
 * withDatabase names another database on the same server.
 * @param {string} connectionString
 * @param {string} database
 */
export function withDatabase(connectionString, database) {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.toString();
}
