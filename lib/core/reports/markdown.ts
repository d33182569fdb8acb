/** Markdown of what may come from strangers. */
import type { Interval } from '@/lib/core/runs/content';

/** textCell makes any text one cell of a table: nothing in it is markup, and it stays on its line. */
export function textCell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#!~]/g, '\\$&')
    .trim();
}

/** table: cells are Markdown already. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

/** sourceLine stands under each part that has figures. */
export function sourceLine(source: string, { generatedAt, address }: { generatedAt: string; address: string }): string {
  return `*Source: \`${source}\` at ${address}, read ${minute(generatedAt)}.*`;
}

/** `2026-03-01 12:30 UTC` */
export function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

export function percent(value: number | null): string {
  return value === null ? 'not known' : `${(value * 100).toFixed(1).replace(/\.0$/, '').replace('-', '−')} %`;
}

export function score(value: number | null): string {
  return value === null ? 'not known' : value.toFixed(2);
}

export function intervalOf(interval: Interval | null, show: (value: number) => string): string {
  return interval === null ? '' : ` (${show(interval.lower)} to ${show(interval.upper)})`;
}

/** document joins its parts with a blank line between them. */
export function document(...parts: readonly (string | false)[]): string {
  return `${parts.filter((part) => part !== false && part !== '').join('\n\n')}\n`;
}
