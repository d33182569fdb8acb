/**
 * @prisma/adapter-pg with three repairs that the schema engine needs (adapter-pg is written for the query engine):
 *  1. catalogue columns of type "char", name[] and the like are unknown to it: they are reported as text;
 *  2. its executeScript splits on every `;`, which breaks DO blocks, functions and literals: the script is sent whole;
 *  3. its connectToShadowDb spreads {connectionString, database}, and pg lets connectionString win, so that the shadow would be the MAIN
 *     database: the shadow's pool is built from a URL that names it.
 */
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parseDatabaseUrl, withDatabase } from './arguments.mjs';
import { execute } from './database-command.mjs';

/** Type OIDs that adapter-pg can name (its conversion table, 7.10). */
const KNOWN_TYPES = new Set([
  16, 17, 19, 20, 21, 23, 25, 26, 114, 142, 143, 199, 650, 651, 700, 701, 790, 791, 869, 1000, 1001, 1002, 1005, 1007, 1009, 1014, 1015,
  1016, 1021, 1022, 1028, 1041, 1042, 1043, 1082, 1083, 1114, 1115, 1182, 1183, 1184, 1185, 1231, 1266, 1560, 1561, 1562, 1563, 1700, 2950,
  2951, 3802, 3807,
]);
const CHAR = 18;
const TEXT = 25;
const NAME_ARRAY = 1003;
const TEXT_ARRAY = 1009;
const FIRST_USER_TYPE = 16384;

pg.types.setTypeParser(NAME_ARRAY, pg.types.getTypeParser(TEXT_ARRAY));

/** renameTypes makes a result's column types ones that adapter-pg knows, and remembers which columns are "char". */
function renameTypes(result) {
  const charColumns = result.fields?.flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : [])) ?? [];
  if (charColumns.length > 0) result.rows.charColumns = charColumns;
  result.fields?.forEach((field) => {
    if (field.dataTypeID === NAME_ARRAY) field.dataTypeID = TEXT_ARRAY;
    else if (field.dataTypeID < FIRST_USER_TYPE && !KNOWN_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT;
  });
  return result;
}

class RenamingClient extends pg.Client {
  // pg's pool calls query with a callback, adapter-pg awaits it.
  query(...args) {
    const result = super.query(...args);
    return typeof result?.then === 'function' ? result.then(renameTypes) : result;
  }
}

class RenamingPool extends pg.Pool {
  constructor(options) {
    super({ ...options, Client: RenamingClient });
  }

  async query(...args) {
    return renameTypes(await super.query(...args));
  }
}

/** repair changes one adapter and, once, the prototype that adapters and their transactions share. */
function repair(adapter, pool) {
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  if (!shared.namesCharColumns) {
    const queryRaw = shared.queryRaw;
    shared.queryRaw = async function (query) {
      const result = await queryRaw.call(this, query);
      for (const index of result.rows.charColumns ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    shared.namesCharColumns = true;
  }
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/** What the engine connects through: the database of the URL, and a shadow database that it makes and drops. */
export class SchemaAdapterFactory {
  provider = 'postgres';
  adapterName = '@prisma/adapter-pg';

  constructor(url) {
    this.url = parseDatabaseUrl(url);
  }

  connect() {
    return this.open(this.url.connectionString, this.url.schema);
  }

  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const server = this.url.connectionString;
    await execute(server, `CREATE DATABASE "${name}"`);
    return this.open(withDatabase(server, name), undefined, () => execute(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  }

  async open(connectionString, schema, onDispose) {
    const pool = new RenamingPool({ connectionString, max: 4 });
    const adapter = await new PrismaPg(pool, { schema }).connect();
    adapter.dispose = async () => {
      await pool.end();
      await onDispose?.();
    };
    return repair(adapter, pool);
  }
}

/** offlineFactory serves `migrate diff` between schema files and nothing: it answers the engine's version probe and needs no server. */
export function offlineFactory() {
  const adapter = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.0', 180000]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    dispose: async () => {},
    startTransaction: async () => {
      throw new Error('no database is connected');
    },
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  };
  return { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect: async () => adapter, connectToShadowDb: async () => adapter };
}
