'use client';
import { lazy } from 'react';
import type { ContentTypeView } from '@/lib/core/metrics/views';
import { percent } from '../format';
import { humanise } from '../words';
import { ChartPanel } from './chart-panel';
import { barsHeight } from './charts/bars-height';
import { CONTENT_TYPE_COLUMNS } from './rows';

const BarsChart = lazy(() => import('./charts/bars-chart'));
const SERIES = [
  { label: 'Quick result', look: 'solid' },
  { label: 'Another result', look: 'soft' },
] as const;
/** More are in the table. */
const DRAWN = 8;

/** The runs by what they were about (`types`, the most frequent first), and which share of each kept the quick result. */
export function ContentTypesPanel({ types, period }: { types: readonly ContentTypeView[]; period: string }) {
  const drawn = types.slice(0, DRAWN);
  const more = types.length > DRAWN ? ` The ${DRAWN} most frequent of ${types.length} types are drawn; the table has all.` : '';
  return (
    <ChartPanel
      title="Content types"
      explanation={`Finished runs of ${period} by type, with the share that kept the quick result.${more}`}
      fileName="winnow-content-types"
      columns={CONTENT_TYPE_COLUMNS}
      rows={types}
      keyOf={({ contentType }) => contentType}
      heightPx={barsHeight(drawn.length, SERIES.length)}
      chart={
        <BarsChart
          label="Content types: finished runs by type, quick results apart"
          stacked
          series={SERIES}
          show={(value) => value.toLocaleString('en')}
          rows={drawn.map(({ contentType, count, bypassRate }) => {
            const bypassed = Math.round(count * bypassRate);
            return {
              name: humanise(contentType),
              values: [bypassed, count - bypassed],
              text: `${count.toLocaleString('en')} (${percent(bypassRate)})`,
            };
          })}
        />
      }
    />
  );
}
