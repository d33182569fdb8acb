import { CircleAlert, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const TONES = {
  info: { icon: Info, style: 'border-line bg-surface text-ink', iconStyle: 'text-ink-faint' },
  bad: { icon: CircleAlert, style: 'border-bad/40 bg-bad-soft text-ink', iconStyle: 'text-bad' },
} as const satisfies Record<string, { icon: LucideIcon; style: string; iconStyle: string }>;

interface NoticeProps {
  tone?: keyof typeof TONES;
  title: string;
  children?: ReactNode;
  /** Buttons under the text. */
  actions?: ReactNode;
}

/** Something to be told about: what happened, and what can be done. */
export function Notice({ tone = 'info', title, children, actions }: NoticeProps) {
  const { icon: Icon, style, iconStyle } = TONES[tone];
  return (
    <div role={tone === 'bad' ? 'alert' : undefined} className={cn('flex gap-3 rounded-lg border p-4', style)}>
      <Icon aria-hidden className={cn('mt-0.5 size-5 shrink-0', iconStyle)} />
      <div className="min-w-0 space-y-2 text-sm">
        <p className="font-semibold">{title}</p>
        {children && <div className="space-y-1 text-ink-muted">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
      </div>
    </div>
  );
}
