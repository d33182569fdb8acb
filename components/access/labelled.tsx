import { type ReactNode, useId } from 'react';

/** A field under its label; what is said of it stands below. */
export function Labelled({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-ink-muted text-xs">
        {label}
      </label>
      {children(id)}
      {hint && <p className="text-ink-faint text-xs">{hint}</p>}
    </div>
  );
}
