/** How every text field and select looks. */
export const FIELD_STYLE =
  'h-9 min-w-0 rounded-md border border-line-strong bg-surface px-3 text-ink text-sm placeholder:text-ink-faint disabled:opacity-55 aria-invalid:border-bad';
