import { cva, type VariantProps } from 'class-variance-authority';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const badgeStyle = cva(
  'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-sunken text-ink-muted ring-1 ring-line ring-inset',
        accent: 'bg-accent-soft text-accent-strong',
        good: 'bg-good-soft text-good',
        warn: 'bg-warn-soft text-warn',
        bad: 'bg-bad-soft text-bad',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

/** A state in one word, with an icon, so that its colour is never the only sign of it. */
export function Badge({ tone, icon: Icon, spin, children }: { tone?: Tone; icon?: LucideIcon; spin?: boolean; children: ReactNode }) {
  return (
    <span className={badgeStyle({ tone })}>
      {Icon && <Icon aria-hidden className={spin ? 'animate-spin' : undefined} />}
      <span className="truncate">{children}</span>
    </span>
  );
}
