import { describe, expect, it } from 'vitest';
import type { LossPointView, LossView } from '@/lib/core/runs/views';
import { missedFirst, verdictOn } from './audit-words';

const point = (text: string, weight: number, carried: boolean): LossPointView => ({
  kind: 'claim',
  text,
  span: { quote: text, segmentIndex: 0, startSeconds: 1 },
  weight,
  carried,
  carriedBy: null,
});

const judged = (changes: Partial<LossView> = {}): LossView => ({
  source: 'audit',
  fullRunId: 'a',
  ruler: 'ruler@1',
  loss: 0.25,
  informativeness: 0.7,
  falseStop: false,
  maxLoss: 0.4,
  minInformativeness: 0.6,
  points: [point('told', 0.75, true), point('left out', 0.25, false)],
  ...changes,
});

describe('what an audit found', () => {
  it.each([
    { name: 'little was lost', stopKind: 'bypass', loss: {}, says: /misses 25 % .* no false stop: up to 40 % may be lost/ },
    { name: 'too much', stopKind: 'bypass', loss: { loss: 0.5, falseStop: true }, says: /is a false stop: more than 40 % lost/ },
    {
      name: 'too much of an item worth little',
      stopKind: 'bypass',
      loss: { loss: 0.5, informativeness: 0.2 },
      says: /no false stop: the item's informativeness is 0.20, under 0.60/,
    },
    { name: 'by policy', stopKind: 'routing', loss: { loss: 0.9 }, says: /policy loss and no false stop/ },
    {
      name: 'nothing was delivered',
      stopKind: 'early_exit',
      loss: { loss: 1, falseStop: true, points: [point('all', 1, false)] },
      says: /^Nothing of what the full analysis found was delivered/,
    },
    { name: 'nothing to lose', stopKind: 'early_exit', loss: { loss: 0, points: [] }, says: /no point that could have been lost/ },
    { name: 'asked for', stopKind: 'bypass', loss: { source: 'self_selected' }, says: /in no estimate/ },
  ] as const)('$name', ({ stopKind, loss, says }) => expect(verdictOn({ stopKind }, judged(loss as Partial<LossView>))).toMatch(says));

  it('shows what was missed before what was carried, the weightiest first', () => {
    const points = [point('a', 0.1, false), point('b', 0.5, true), point('c', 0.3, false), point('d', 0.1, true)];
    expect(missedFirst(points).map(({ text }) => text)).toEqual(['c', 'a', 'b', 'd']);
  });
});
