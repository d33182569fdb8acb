import { asWinnowError } from '@/lib/base/errors';

/** `missing`: Winnow does not work. `warning`: it works with a limitation. `off`: an optional part that is not configured. */
export type CheckState = 'ok' | 'warning' | 'missing' | 'off';

export interface Check {
  name: string;
  state: CheckState;
  detail: string;
  /** What to do about it. */
  fix?: string;
}

export const ok = (name: string, detail: string): Check => ({ name, state: 'ok', detail });
export const missing = (name: string, detail: string, fix?: string): Check => ({ name, state: 'missing', detail, fix });
export const warning = (name: string, detail: string, fix?: string): Check => ({ name, state: 'warning', detail, fix });

/** attempt makes a failed check of whatever a check throws. */
export async function attempt(name: string, run: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await run();
  } catch (error) {
    const known = asWinnowError(error);
    return missing(name, known.message, known.code === 'internal' ? undefined : known.kind.advice);
  }
}
