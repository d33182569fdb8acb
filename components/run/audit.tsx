import { CircleAlert, CircleCheckBig, CircleX, Clock, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { AuditStatus, AuditView, LossPointView, LossView } from '@/lib/core/runs/views';
import { count, duration, percent } from '../format';
import { Badge, type Tone } from '../ui/badge';
import { cn } from '../ui/cn';
import { Panel } from '../ui/panel';
import { humanise } from '../words';
import { missedFirst, verdictOn } from './audit-words';
import { CappedList } from './capped-list';
import { Quote } from './quote';
import { TimeAnchor } from './time-anchor';

const CAP = 8;

/** What stopping the run lost, point by point, where its stop was audited or its item analysed in full later; else one quiet line. */
export function Audit({ audit }: { audit: AuditView }) {
  const { status, loss, auditRunId, probability, fullTime } = audit;
  if (!loss && status === 'not_selected') {
    return <p className="px-4 text-ink-faint text-xs">Not drawn for an audit ({percent(probability)} of stops like this one are).</p>;
  }
  const fullRunId = loss?.fullRunId ?? auditRunId;
  return (
    <Panel id="audit" title={loss?.source === 'self_selected' ? 'What stopping lost' : 'Audit'} aside={<State audit={audit} />}>
      <div className="space-y-2 p-4 text-sm leading-6">
        <p className="max-w-prose">{loss ? verdictOn(audit, loss) : WAITING_WORDS[status]}</p>
        {fullTime && (
          <p className="max-w-prose text-ink-muted">
            The full analysis took {duration(fullTime.tookSeconds)}; {duration(fullTime.expectedSeconds)} were expected.
          </p>
        )}
        {fullRunId && (
          <Link href={`/runs/${fullRunId}`} prefetch={false} className="rounded text-accent underline underline-offset-2">
            {loss ? 'The full analysis' : 'The audit’s own run'}
          </Link>
        )}
      </div>
      {loss && loss.points.length > 0 && <Points loss={loss} />}
    </Panel>
  );
}

const WAITING_WORDS: Record<AuditStatus, string> = {
  not_selected: '',
  waiting:
    'This stop was drawn by lot: the whole item is going to be analysed, unseen, to measure what stopping lost. More urgent runs come first.',
  running: 'This stop was drawn by lot: the whole item is being analysed, unseen, to measure what stopping lost.',
  done: 'The audit is done.',
  failed: 'The audit of this stop could not be finished. It counts as a false stop in every bound, so that nothing looks better for it.',
};

const STATES: Record<Exclude<AuditStatus, 'not_selected'>, { label: string; icon: LucideIcon; tone: Tone }> = {
  waiting: { label: 'Waiting', icon: Clock, tone: 'neutral' },
  running: { label: 'Running', icon: LoaderCircle, tone: 'accent' },
  done: { label: 'Done', icon: CircleCheckBig, tone: 'good' },
  failed: { label: 'Failed', icon: CircleAlert, tone: 'bad' },
};

function State({ audit: { status, loss } }: { audit: AuditView }) {
  if (loss) {
    const { label, icon, tone } = loss.falseStop
      ? ({ label: 'False stop', icon: TriangleAlert, tone: 'bad' } as const)
      : ({ label: `${percent(loss.loss)} lost`, icon: CircleCheckBig, tone: 'neutral' } as const);
    return (
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>
    );
  }
  if (status === 'not_selected') return null;
  const { label, icon, tone } = STATES[status];
  return (
    <Badge tone={tone} icon={icon} spin={status === 'running'}>
      {label}
    </Badge>
  );
}

function Points({ loss: { points, ruler } }: { loss: LossView }) {
  const missed = points.filter(({ carried }) => !carried).length;
  return (
    <>
      <p className="border-line border-t px-4 py-2 text-ink-muted text-xs">
        {count(missed, 'point')} of {points.length} missed, weighed by how central each is; by {ruler}.
      </p>
      <CappedList
        items={missedFirst(points)}
        cap={CAP}
        className="divide-y divide-line border-line border-t"
        render={(point, index) => <Point key={index} point={point} />}
      />
    </>
  );
}

function Point({ point: { kind, text, span, weight, carried, carriedBy } }: { point: LossPointView }) {
  const Icon = carried ? CircleCheckBig : CircleX;
  const isVerbatim = text.trim() === span.quote.trim();
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-3 px-4 py-3 text-sm leading-6">
      <Icon aria-hidden className={cn('mt-1 size-4', carried ? 'text-good' : 'text-warn')} />
      <div className="min-w-0 space-y-1.5">
        <p className="max-w-prose">
          <span className="font-medium">{carried ? 'Carried' : 'Missed'}:</span> <span dir="auto">{text}</span>{' '}
          {isVerbatim && <TimeAnchor place={span} />}
        </p>
        {!isVerbatim && <Quote span={span} />}
        {carriedBy && (
          <p className="max-w-prose text-ink-muted">
            Delivered as: <q dir="auto">{carriedBy}</q>
          </p>
        )}
      </div>
      <span className="text-right text-ink-faint text-xs tabular-nums leading-6">
        {humanise(kind)}, {percent(weight)}
      </span>
    </li>
  );
}
