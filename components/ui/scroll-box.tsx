import type { ComponentProps } from 'react';
import { cn } from './cn';

interface ScrollBoxProps extends ComponentProps<'section'> {
  'aria-label': string;
}

/** A part that scrolls by itself, with all that is in it (`relative`: else what is placed absolutely widens the page). It takes the focus, or those who use the keyboard could not scroll it. */
export function ScrollBox({ className, ...props }: ScrollBoxProps) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: as said above (axe: scrollable-region-focusable).
  return <section tabIndex={0} className={cn('relative overflow-auto', className)} {...props} />;
}
