'use client';
import { type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { Disclosure } from '../ui/disclosure';
import { Panel } from '../ui/panel';
import { ScrollBox } from '../ui/scroll-box';
import { DownloadButtons } from './download-buttons';
import type { Column } from './table';

interface ChartPanelProps<Row> {
  title: string;
  /** What the figures are, with their unit. */
  explanation: string;
  /** Of the files, without their ending. */
  fileName: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Height of the chart, kept free until it is there. */
  heightPx: number;
  /** A chart is drawn in the browser only: it needs to know its width. */
  chart: ReactNode;
  /** Between the chart and its table. */
  children?: ReactNode;
  className?: string;
}

/** A chart with the table behind it, which can be taken along as a file. */
export function ChartPanel<Row>(props: ChartPanelProps<Row>) {
  const { title, explanation, fileName, columns, rows, keyOf, heightPx, chart, children, className } = props;
  return (
    <Panel title={title} className={className}>
      <div className="space-y-3 p-4">
        <p className="text-ink-muted text-xs leading-5">{explanation}</p>
        {rows.length > 0 ? (
          <OnClient placeholder={<ChartSkeleton heightPx={heightPx} />}>{chart}</OnClient>
        ) : (
          <p className="py-6 text-center text-ink-muted text-sm">Nothing of this in the window.</p>
        )}
        {children}
        {rows.length > 0 && (
          <Disclosure summary="Table and download">
            <div className="mt-3 space-y-3">
              <DataTable label={title} columns={columns} rows={rows} keyOf={keyOf} />
              <DownloadButtons name={fileName} columns={columns} rows={rows} />
            </div>
          </Disclosure>
        )}
      </div>
    </Panel>
  );
}

const neverChanges = () => () => undefined;

/** The server sends the placeholder: a chart's own size and inline styles are the browser's matter. */
function OnClient({ placeholder, children }: { placeholder: ReactNode; children: ReactNode }) {
  const isClient = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return isClient ? <Suspense fallback={placeholder}>{children}</Suspense> : placeholder;
}

function ChartSkeleton({ heightPx }: { heightPx: number }) {
  return (
    <svg aria-hidden="true" width="100%" height={heightPx} className="block animate-breathe">
      <rect width="100%" height="100%" rx="6" className="fill-sunken" />
    </svg>
  );
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

function DataTable<Row>({ label, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <ScrollBox aria-label={`Table: ${label}`} className="max-h-80 rounded-md border border-line">
      <table className="w-full text-left text-xs tabular-nums">
        <thead>
          <tr className="bg-sunken text-ink-muted">
            {columns.map((column) => (
              <th key={column.key} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, value, show }) => (
                <td key={key} className="min-w-16 px-3 py-1.5 align-top">
                  <bdi>{show ? show(row) : (value(row) ?? '–')}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
