'use client';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { toast } from 'sonner';
import type { DeliveryView } from '@/lib/core/deliveries/views';
import { problemOf } from '../data/api';
import { useDelivery, useResend } from '../data/deliveries';
import { count } from '../format';
import { toastProblem } from '../submit/use-submit-and-open';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { TimeAgo } from '../ui/time-ago';
import { DELIVERY_LABELS, targetName } from './words';

export function Delivery({ delivery }: { delivery: DeliveryView }) {
  const { mutateAsync, isPending } = useResend();
  const { id, target, title, runId, state, lastError } = delivery;
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
          <span className="font-medium text-sm">{targetName(target)}</span>
          <span className="text-ink-faint">
            <Times delivery={delivery} />
          </span>
        </div>
        <p className="break-words text-ink-muted text-xs leading-5">
          {runId ? (
            <Link href={`/runs/${runId}`} className="underline underline-offset-2">
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        {lastError && <p className="text-bad text-xs leading-5">Last try: {lastError}</p>}
        <Tries delivery={delivery} />
      </div>
      {state !== 'waiting' && (
        <Button disabled={isPending} onClick={() => void resend()} aria-label={`Send again to ${targetName(target)}: ${title}`}>
          <Send aria-hidden />
          Send again
        </Button>
      )}
    </li>
  );
}

/** The log of one delivery, read when it is opened. */
function Tries({ delivery: { id, attempts } }: { delivery: DeliveryView }) {
  const [open, setOpen] = useState(false);
  const { data } = useDelivery(id, open);
  if (attempts === 0) return null;
  return (
    <details className="text-xs" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer text-ink-faint">{count(attempts, 'try', 'tries')}</summary>
      <ol className="mt-1 space-y-0.5 text-ink-muted">
        {(data?.tries ?? []).map(({ seq, startedAt, endedAt, error }) => (
          <li key={seq}>
            <TimeAgo at={startedAt} />: {error ?? (endedAt ? 'arrived' : 'no answer was noted')}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Times({ delivery: { attempts, createdAt, nextTryAt, deliveredAt, failedAt } }: { delivery: DeliveryView }) {
  if (deliveredAt) return <TimeAgo at={deliveredAt} />;
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
