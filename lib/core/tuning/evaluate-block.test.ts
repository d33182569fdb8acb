import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conditionText, partAndWhole } from '@/lib/core/conditions/arbitrary';
import { compileCondition } from '@/lib/core/conditions/compile';
import { evaluate } from '@/lib/core/conditions/evaluate';
import type { Signals } from '@/lib/core/signals/declared';
import { BLOCK_ROWS, evaluateRows } from './evaluate-block';
import { Dictionary } from './growing';
import { PointColumns, signalIndex } from './point-columns';

function marksOf(text: string, rows: readonly Signals[]): boolean[] {
  const compiled = compileCondition(text, 'post_download');
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  const dictionary = new Dictionary();
  const columns = new PointColumns(dictionary, null);
  for (const [row, signals] of rows.entries()) columns.put(row, signals);
  const source = { dictionary, read: (name: string, ...rest: [number, number, Float64Array]) => columns.read(signalIndex(name), ...rest) };
  return [...evaluateRows(compiled.condition.root, source, rows.length)].map((mark) => mark === 1);
}

it('a condition over columns is true where it is true of the row', () => {
  fc.assert(
    fc.property(conditionText, fc.array(partAndWhole, { minLength: 1, maxLength: 8 }), (text, items) => {
      const compiled = compileCondition(text, 'post_download');
      fc.pre(compiled.ok);
      const rows = items.flatMap(({ part, whole }) => [part as Signals, whole]);
      const expected = rows.map((signals) => compiled.ok && evaluate(compiled.condition, signals).result === true);
      expect(marksOf(text, rows)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

it('rows beyond one block are evaluated too', () => {
  const rows = Array.from({ length: 2 * BLOCK_ROWS + 3 }, (_, i): Signals => ({ view_count: i }));
  expect(marksOf(`view_count >= ${2 * BLOCK_ROWS}`, rows).filter(Boolean)).toHaveLength(3);
});

it('values of another type than declared, and numbers that are not finite, are unknown', () => {
  const rows = [{ view_count: Number.POSITIVE_INFINITY }, { view_count: 'many' }, { view_count: 1 }] as Signals[];
  expect(marksOf('view_count > 0', rows)).toEqual([false, false, true]);
});
