import { useId } from 'react';
import { cn } from './cn';
import { FIELD_STYLE } from './field';

interface TypedFieldProps {
  label: string;
  /** What holds now; '' = nothing. */
  value: string;
  placeholder?: string;
  inputMode?: 'text' | 'numeric';
  maxLength: number;
  className?: string;
  /** Offered while typing; anything else may be typed as well. */
  suggestions?: readonly string[];
  /** Called with Enter, or when the field is left; the text is trimmed. */
  onSettle: (text: string) => void;
}

/** A text that takes effect when it is complete, so that half of it is no step of the page's history. */
export function TypedField({
  label,
  value,
  placeholder,
  inputMode = 'text',
  maxLength,
  className,
  suggestions,
  onSettle,
}: TypedFieldProps) {
  const id = useId();
  const settle = (text: string) => {
    if (text.trim() !== value) onSettle(text.trim());
  };
  return (
    <form
      className={cn('flex flex-col gap-1', className)}
      onSubmit={(event) => {
        event.preventDefault();
        settle(String(new FormData(event.currentTarget).get('text')));
      }}
    >
      <label htmlFor={id} className="text-ink-muted text-xs">
        {label}
      </label>
      {/* Another value from elsewhere (back, a link) makes the field anew. */}
      <input
        key={value}
        id={id}
        name="text"
        defaultValue={value}
        placeholder={placeholder}
        inputMode={inputMode}
        maxLength={maxLength}
        autoComplete="off"
        list={suggestions && `${id}-suggestions`}
        onBlur={(event) => settle(event.target.value)}
        className={cn(FIELD_STYLE, 'w-full px-2')}
      />
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </form>
  );
}
