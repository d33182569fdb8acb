import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALERT_METRICS } from '@/lib/core/alerts/rules';
import { runbookSections } from '@/lib/core/alerts/runbook-text';
import { runbookAnchor } from '@/lib/core/alerts/words';

it('docs/runbooks.md has a section for every rule and side, and no other', () => {
  const text = readFileSync(`${import.meta.dirname}/../docs/runbooks.md`, 'utf8');
  const sections = runbookSections(text).slice(1);
  const anchors = sections.map(({ anchor }) => anchor);
  expect(sections.every(({ blocks }) => blocks.length > 0)).toBe(true);
  const wanted = ALERT_METRICS.flatMap((metric) => (['low', 'high'] as const).map((side) => runbookAnchor(metric, side)));
  expect(anchors.sort()).toEqual(wanted.sort());
});
