import { printable } from '@/lib/base/log-pretty';
import { bold, complain, dim, say } from '../scripts/steps.mjs';

export { bold, complain, dim, say };

/** sayJson prints one JSON document and nothing else. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined)}\n`);
}

/** text makes what comes from a source (a title, a quote) safe to print, and short enough for a line when `width` is given. */
export function text(value: string, width?: number): string {
  const safe = printable(value.replaceAll(/\s+/g, ' ').trim());
  return width !== undefined && safe.length > width ? `${safe.slice(0, width - 1)}…` : safe;
}

/** table prints rows under a heading, each column as wide as its widest cell; the last one is not padded. */
export function table(heading: string[], rows: string[][]): void {
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  say(dim(line(heading)));
  for (const row of rows) say(line(row));
}
