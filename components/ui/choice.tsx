import { useId } from 'react';
import { cn } from './cn';
import { FIELD_STYLE } from './field';

interface ChoiceProps<T extends string> {
  label: string;
  options: readonly T[];
  nameOf: (option: T) => string;
  /** undefined = any */
  value: T | undefined;
  onChange: (value: T | undefined) => void;
}

/** One of some values, or any: a filter. */
export function Choice<T extends string>({ label, options, nameOf, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1 max-sm:w-[calc(50%-0.25rem)]">
      <label htmlFor={id} className="text-ink-muted text-xs">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onChange(options.find((option) => option === event.target.value))}
        className={cn(FIELD_STYLE, 'px-2')}
      >
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </div>
  );
}
