import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALERT_METRICS } from '@/lib/core/alerts/rules';
import { runbookAnchor } from '@/lib/core/alerts/words';

it('docs/runbooks.md has a section for every rule and side, and no other', () => {
  const text = readFileSync(`${import.meta.dirname}/../docs/runbooks.md`, 'utf8');
  const anchors = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading?.toLowerCase().replaceAll(' ', '-'));
  const wanted = ALERT_METRICS.flatMap((metric) => (['low', 'high'] as const).map((side) => runbookAnchor(metric, side)));
  expect(anchors.sort()).toEqual(wanted.sort());
});
