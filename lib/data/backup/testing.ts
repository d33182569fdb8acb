/** For tests: some rows in every table that there is, and a comparison of two databases that uses nothing of the backup's own code. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { listTables } from './catalogue';

interface Column {
  name: string;
  type: string;
  labels: string[] | null;
  refers: { table: string; column: string } | null;
  numbered: boolean;
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type,
       (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS labels,
       (SELECT json_build_object('table', r.relname, 'column', ra.attname) FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
         JOIN pg_attribute ra ON ra.attrelid = r.oid AND ra.attnum = k.confkey[1]
         WHERE k.contype = 'f' AND k.conrelid = a.attrelid AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS refers,
       coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%', false) AS numbered
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum`,
    [`"${table}"`],
  );
  return rows;
}

const HOSTILE = 'tab\there, back\\slash \\N \\., "quotes", line\nend, NUL-less \u0001, ümläut, 𝄞, \u202e, null';

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A value of the column's type that differs from row to row, as SQL parameter text. */
function valueIn(table: string, { name, type, labels }: Column, row: number): unknown {
  if (labels) return labels[row % labels.length];
  const byType: Record<string, () => unknown> = {
    uuid: () => uuidOf(`${table} ${name} ${row}`),
    text: () => `${name} ${row} ${HOSTILE}`,
    'character varying': () => `${name} ${row}`,
    integer: () => 1_000 + row,
    smallint: () => row,
    bigint: () => `${9_007_199_254_740_993n + BigInt(row)}`,
    'double precision': () => 0.1 + 0.2 + row * 1e-17 + row,
    real: () => 0.1 * row,
    'real[]': () => [0.1, -1e-7, 3.4e38, row],
    boolean: () => row % 2 === 0,
    'timestamp with time zone': () => new Date(Date.UTC(2026, 2, 29, 1, 59, 59, 999) + row).toISOString(),
    jsonb: () => JSON.stringify({ row, text: HOSTILE, big: '12345678901234567890', list: [1.5, null, { deep: [] }] }),
    bytea: () => Buffer.from([0, 255, 10, 92, row]),
    'text[]': () => [`a,"b"`, HOSTILE, `${row}`],
    'uuid[]': () => [uuidOf(`${row}`)],
    'integer[]': () => [row, -1],
  };
  const make = byType[type];
  if (!make) throw new Error(`no value for ${table}.${name}: type ${type}`);
  return make();
}

/** fillEveryTable puts `rows` rows into each table, awkward values in each column. */
export async function fillEveryTable(client: pg.Client, rows = 3): Promise<void> {
  const keys = new Map<string, unknown[]>();
  for (const { name: table } of await listTables(client)) {
    const columns = (await columnsOf(client, table)).filter(({ numbered }) => !numbered);
    const stored: Record<string, unknown>[] = [];
    for (let row = 0; row < rows; row++) {
      const values = columns.map((column) => {
        if (column.refers?.table === table) return null;
        if (column.refers) return keys.get(`${column.refers.table}.${column.refers.column}`)?.[row];
        return valueIn(table, column, row);
      });
      const names = columns.map(({ name }) => `"${name}"`).join(', ');
      const inserted = await client.query(
        `INSERT INTO "${table}" (${names}) VALUES (${values.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING *`,
        values,
      );
      stored.push(inserted.rows[0] as Record<string, unknown>);
    }
    for (const column of Object.keys(stored[0] ?? {}))
      keys.set(
        `${table}.${column}`,
        stored.map((row) => row[column]),
      );
  }
}

/** contentsOf gives of each table the number of rows and a hash of them as PostgreSQL prints whole rows. */
export async function contentsOf(client: pg.Client): Promise<Record<string, { rows: number; hash: string }>> {
  const contents: Record<string, { rows: number; hash: string }> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query<{ rows: number; hash: string }>(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS hash FROM "${name}" t`,
    );
    contents[name] = rows[0]!;
  }
  return contents;
}
