import { cn } from './cn';

/** The place of something that is on its way, in its final size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-breathe rounded-md bg-sunken', className)} />;
}
