import type { EnvValues } from './env';

/**
 * pageAddress is where people reach the pages of this deployment, for links in messages: WINNOW_PUBLIC_URL, else this machine. Spelt as a number there,
 * since Discord takes no address without a dot.
 */
export function pageAddress({ WINNOW_PUBLIC_URL, PORT }: Pick<EnvValues, 'WINNOW_PUBLIC_URL' | 'PORT'>): string {
  return WINNOW_PUBLIC_URL ?? `http://127.0.0.1:${PORT}`;
}
