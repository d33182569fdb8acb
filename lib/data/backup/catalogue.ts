/** What a backup needs to know of the database: tables, the order to fill them in, sequences. All from PostgreSQL's own catalogue. */
import type pg from 'pg';

/**
 * Not backed up: the list of migrations (it stands in the manifest), living processes, and what changed in memory (its transaction numbers mean nothing in
 * another cluster; readers start anew with their process). The queue's own schema is left out too: the sweep gives every live run its job.
 */
const LEFT_OUT = ['_prisma_migrations', 'worker_process', 'memory_change'];

export interface Table {
  name: string;
  /** Without generated ones. */
  columns: string[];
  /** SQL: the primary key, in an order that is the same in every database. */
  order: string;
}

/** listTables gives the tables in an order in which each stands after those that it refers to. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[]; key: string[] | null; texts: string[] | null }>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum)) FROM pg_index i
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
       (SELECT array_agg(a.attname::text) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attcollation <> 0) AS texts
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND NOT c.relname = ANY($1) ORDER BY 1`,
    [LEFT_OUT],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `SELECT DISTINCT f.relname AS "from", t.relname AS "to" FROM pg_constraint k
     JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND f.oid <> t.oid AND f.relnamespace = current_schema()::regnamespace`,
  );
  const described = tables.map(({ name, columns, key, texts }) => {
    if (!key) throw new Error(`table ${name} has no primary key`);
    const order = key.map((column) => (texts?.includes(column) ? `"${column}" COLLATE "C"` : `"${column}"`)).join(', ');
    return { name, columns, order };
  });
  return inOrder(described, references);
}

/** A table that refers to itself is filled by one statement, at whose end references are checked. */
function inOrder(tables: readonly Table[], references: readonly { from: string; to: string }[]): Table[] {
  const placed: Table[] = [];
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const next = [...left.values()].filter(({ name }) => references.every(({ from, to }) => from !== name || !left.has(to)));
    if (next.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`);
    for (const table of next) left.delete(table.name);
    placed.push(...next);
  }
  return placed;
}

/** Of the sequences that have given a number; the others begin at their beginning. */
export async function listSequences(client: pg.Client): Promise<{ name: string; last_value: string }[]> {
  const { rows } = await client.query<{ name: string; last_value: string }>(
    `SELECT sequencename AS name, last_value::text FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL AND sequencename NOT LIKE ALL($1) ORDER BY 1`,
    [LEFT_OUT.map((table) => `${table}\\_%`)],
  );
  return rows;
}

/** The same rows are the same text, whatever the server's own settings are. */
export async function plainText(client: pg.Client): Promise<void> {
  await client.query(`SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
    SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
}
