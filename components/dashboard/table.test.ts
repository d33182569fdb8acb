import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, csvOf, jsonOf } from './table';

interface Row {
  name: string;
  share: number | null;
}

const COLUMNS: Column<Row>[] = [
  { key: 'exitReason', label: 'Reason', value: ({ name }) => name },
  { key: 'exitShare', label: 'Share', value: ({ share }) => share, show: ({ share }) => `${share}` },
];

/** A reader of RFC 4180 that knows nothing of the writer. */
function parse(csv: string): string[][] {
  const lines: string[][] = [[]];
  let [cell, quoted] = ['', false];
  for (let i = 0; i < csv.length; i++) {
    if (quoted && csv.startsWith('""', i)) cell += csv[i++];
    else if (csv[i] === '"') quoted = !quoted;
    else if (!quoted && (csv[i] === ',' || csv.startsWith('\r\n', i))) {
      lines.at(-1)?.push(cell);
      cell = '';
      if (csv[i] === '\r') {
        i++;
        lines.push([]);
      }
    } else cell += csv[i];
  }
  return lines.slice(0, -1);
}

describe('the table behind a chart as a file', () => {
  it('is spelt as the API spells it, numbers with all their digits', () => {
    const rows = [{ name: 'too short', share: 0.123456 }];
    expect(csvOf(COLUMNS, rows)).toBe('"exit_reason","exit_share"\r\n"too short",0.123456\r\n');
    expect(JSON.parse(jsonOf(COLUMNS, rows))).toEqual([{ exit_reason: 'too short', exit_share: 0.123456 }]);
  });

  it('leaves what is not known empty, and null in JSON', () => {
    const rows = [{ name: '', share: null }];
    expect(csvOf(COLUMNS, rows)).toBe('"exit_reason","exit_share"\r\n"",\r\n');
    expect(JSON.parse(jsonOf(COLUMNS, rows))).toEqual([{ exit_reason: '', exit_share: null }]);
  });

  it.each(['=HYPERLINK("http://evil.example")', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'takes the sting out of %j',
    (name) => {
      expect(parse(csvOf(COLUMNS, [{ name, share: null }]))[1]?.[0]).toBe(`'${name}`);
    },
  );

  it('leaves a negative number a number', () => {
    expect(csvOf(COLUMNS, [{ name: 'a', share: -0.5 }])).toContain('"a",-0.5\r\n');
  });

  it('brings any text back, whatever quotes, commas and line ends are in it', () => {
    const text = fc.stringMatching(/^[a-z",\r\n =+@\u202E<>]*$/);
    fc.assert(
      fc.property(fc.array(text), (names) => {
        const back = parse(
          csvOf(
            COLUMNS,
            names.map((name) => ({ name, share: 1 })),
          ),
        ).slice(1);
        expect(back.map(([name]) => name?.replace(/^'/, ''))).toEqual(names);
      }),
    );
  });
});
