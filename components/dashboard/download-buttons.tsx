'use client';
import { Download } from 'lucide-react';
import { Button } from '../ui/button';
import { type Column, csvOf, jsonOf } from './table';

interface DownloadButtonsProps<Row> {
  /** Of the file, without its ending. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}

/** The rows as a file, made here in the browser of what the page shows. */
export function DownloadButtons<Row>({ name, columns, rows }: DownloadButtonsProps<Row>) {
  return (
    <div className="flex gap-2">
      <Button onClick={() => save(`${name}.csv`, 'text/csv;charset=utf-8', csvOf(columns, rows))}>
        <Download aria-hidden />
        CSV
      </Button>
      <Button onClick={() => save(`${name}.json`, 'application/json', jsonOf(columns, rows))}>
        <Download aria-hidden />
        JSON
      </Button>
    </div>
  );
}

function save(fileName: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = fileName;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
