'use client';
import { Send } from 'lucide-react';
import { toast } from 'sonner';
import type { DeliveryPageView, DeliveryView } from '@/lib/core/alerts/views';
import { useDeliveries, useResend } from '../data/alerts';
import { problemOf } from '../data/api';
import { count } from '../format';
import { toastProblem } from '../submit/use-submit-and-open';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { humanise } from '../words';
import { PageFoot } from './page-foot';
import { DELIVERY_LABELS } from './words';

/** What went out and what is on its way, newest first. */
export function Deliveries({ initial }: { initial: DeliveryPageView }) {
  const list = useDeliveries(initial);
  const deliveries = list.data.pages.flatMap((page) => page.deliveries);
  return (
    <Panel title="Deliveries">
      {deliveries.length === 0 ? (
        <p className="mx-auto max-w-prose px-4 py-8 text-center text-ink-muted text-sm">
          Nothing has been sent yet. Alerts go to the log, and to Slack, Discord or a webhook of yours where their address is in the
          environment; from which severity on is in config/monitoring.yaml.
        </p>
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

function Delivery({ delivery }: { delivery: DeliveryView }) {
  const { mutateAsync, isPending } = useResend();
  const { id, target, title, state, lastError } = delivery;
  const { label, icon, tone } = DELIVERY_LABELS[state];
  async function resend(): Promise<void> {
    try {
      await mutateAsync(id);
      toast('It is sent again', { description: 'Under the same id, so that the receiver can tell.' });
    } catch (error) {
      toastProblem(problemOf(error));
    }
  }
  return (
    <li className="flex items-start justify-between gap-3 px-4 py-3">
      <div className="min-w-0 space-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
          <span className="font-medium text-sm">{humanise(target)}</span>
          <span className="text-ink-faint">
            <Times delivery={delivery} />
          </span>
        </div>
        <p className="text-ink-muted text-xs leading-5">{title}</p>
        {lastError && <p className="text-bad text-xs leading-5">Last try: {lastError}</p>}
      </div>
      {state !== 'waiting' && (
        <Button disabled={isPending} onClick={() => void resend()} aria-label={`Send again to ${humanise(target)}: ${title}`}>
          <Send aria-hidden />
          Send again
        </Button>
      )}
    </li>
  );
}

function Times({ delivery: { attempts, createdAt, nextTryAt, deliveredAt, failedAt } }: { delivery: DeliveryView }) {
  const tries = attempts > 1 ? ` after ${count(attempts, 'try', 'tries')}` : '';
  if (deliveredAt) {
    return (
      <>
        <TimeAgo at={deliveredAt} />
        {tries}
      </>
    );
  }
  if (failedAt) {
    return (
      <>
        <TimeAgo at={failedAt} /> after {count(attempts, 'try', 'tries')}
      </>
    );
  }
  return (
    <>
      since <TimeAgo at={createdAt} />
      {nextTryAt && (
        <>
          , next try <TimeAgo at={nextTryAt} />
        </>
      )}
    </>
  );
}
