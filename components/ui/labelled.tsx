import { type ReactNode, useId } from 'react';
import { cn } from './cn';

interface LabelledProps {
  label: string;
  /** What is said of the field below it. */
  hint?: string;
  className?: string;
  /** The field, which takes the id that the label names. */
  children: (id: string) => ReactNode;
}

/** A field under its label. */
export function Labelled({ label, hint, className, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-ink-muted text-xs">
        {label}
      </label>
      {children(id)}
      {hint && <p className="text-ink-faint text-xs">{hint}</p>}
    </div>
  );
}
