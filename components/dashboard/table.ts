import { toWire } from '@/lib/core/wire';

export type CellValue = string | number | null;

/** A column of the table behind a chart. `key` names it in downloads, in camelCase with its unit. */
export interface Column<Row> {
  key: string;
  label: string;
  value: (row: Row) => CellValue;
  /** How the page writes it; downloads have the value itself. */
  show?: (row: Row) => string;
}

/** jsonOf gives the rows as the API would spell them. */
export function jsonOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)])));
  return `${JSON.stringify(toWire(objects), null, 2)}\n`;
}

/**
 * csvOf gives the rows as CSV (RFC 4180), UTF-8. Text is always quoted, and where a spreadsheet would take it for a formula it is led by an apostrophe
 * (OWASP, "CSV Injection"): reasons and types are words of strangers.
 */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = Object.keys(toWire(Object.fromEntries(columns.map(({ key }) => [key, null]))) as object);
  const lines = [header, ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

const FORMULA = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
