import { Globe } from 'lucide-react';
import type { RunSummaryView } from '@/lib/core/runs/views';
import { Badge } from '../ui/badge';
import { isWorking, labelOf, MEDIA_LABELS } from '../words';

/** What came of a run, or where it is. */
export function RunLabel({ run }: { run: Pick<RunSummaryView, 'state' | 'processingType'> }) {
  const { label, icon, tone } = labelOf(run);
  return (
    <Badge tone={tone} icon={icon} spin={isWorking(run.state)}>
      {label}
    </Badge>
  );
}

/** The kind of item: audio, video, article, or not known yet. */
export function RunIcon({ run }: { run: Pick<RunSummaryView, 'mediaKind'> }) {
  const Icon = run.mediaKind ? MEDIA_LABELS[run.mediaKind].icon : Globe;
  return <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />;
}
