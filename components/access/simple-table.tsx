import type { ReactNode } from 'react';
import { ScrollBox } from '../ui/scroll-box';

interface SimpleTableProps {
  /** What the table is of. */
  label: string;
  headings: readonly string[];
  /** Said in the place of a table without rows. */
  empty: string;
  rows: readonly { id: string | number; cells: readonly ReactNode[] }[];
}

/** A table that scrolls sideways where it is too wide; the first cell of a row names it. */
export function SimpleTable({ label, headings, empty, rows }: SimpleTableProps) {
  if (rows.length === 0) return <p className="text-ink-muted text-sm">{empty}</p>;
  return (
    <ScrollBox aria-label={`Table: ${label}`} className="max-h-[32rem] rounded-md border border-line">
      <table className="w-full text-left text-xs tabular-nums">
        <thead>
          <tr className="bg-sunken text-ink-muted">
            {headings.map((heading) => (
              <th key={heading} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ id, cells: [first, ...rest] }) => (
            <tr key={id}>
              <th scope="row" className="max-w-72 break-words px-3 py-1.5 font-normal">
                {first}
              </th>
              {rest.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
                <td key={column} className="max-w-96 break-words px-3 py-1.5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
