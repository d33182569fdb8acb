'use client';
import type { DeliveryPageView } from '@/lib/core/deliveries/views';
import { PageFoot } from '../alerts/page-foot';
import { type DeliveryFilter, useDeliveries } from '../data/deliveries';
import { Panel } from '../ui/panel';
import { Delivery } from './delivery';

interface DeliveriesProps {
  title: string;
  filter: DeliveryFilter;
  /** What the server rendered under this filter. */
  initial?: DeliveryPageView;
  /** What is said where there are none. */
  empty: string;
}

/** What went out and what is on its way, newest first. */
export function Deliveries({ title, filter, initial, empty }: DeliveriesProps) {
  const list = useDeliveries(filter, initial);
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Panel title={title}>
      {deliveries.length === 0 ? (
        <p className="mx-auto max-w-prose px-4 py-8 text-center text-ink-muted text-sm">{list.isPending ? 'Loading…' : empty}</p>
      ) : (
        <ol aria-label="Deliveries, newest first" className="divide-y divide-line">
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      )}
      <PageFoot list={list} />
    </Panel>
  );
}
