import type { SettingValue } from '@/lib/core/config/changes';
import type { SettingView } from '@/lib/core/config/views';

/** What is to be changed, by dotted key; what the version says already is not in it. */
export type Draft = Readonly<Record<string, SettingValue>>;

/** The page's state as its address has it. */
export interface TuningAddress {
  draft: Draft;
  /** Only runs of the last days; null: all. */
  days: number | null;
}

export const DAY_CHOICES = [7, 30, 90] as const;
const KEY = /^[a-z_]+(\.[a-z0-9_]+)+$/;
const MOST = 100;

/** withValue changes one value; one that the version has already is a change no more. */
export function withValue(draft: Draft, setting: Pick<SettingView, 'key' | 'versionValue'>, value: SettingValue): Draft {
  const { [setting.key]: _, ...rest } = draft;
  return JSON.stringify(value) === JSON.stringify(setting.versionValue) ? rest : { ...rest, [setting.key]: value };
}

/** withValues changes several at once. Locked values stay: nothing that is set for them would hold. */
export function withValues(draft: Draft, settings: readonly SettingView[], values: Readonly<Record<string, SettingValue>>): Draft {
  return settings.reduce(
    (changed, setting) =>
      setting.key in values && setting.variable === null ? withValue(changed, setting, values[setting.key]!) : changed,
    draft,
  );
}

/** addressOf reads the address; what is not valid in it is left out. */
export function addressOf(params: { get(name: string): string | null; getAll(name: string): string[] }): TuningAddress {
  const entries = params
    .getAll('set')
    .slice(0, MOST)
    .flatMap((text) => {
      const at = text.indexOf(':');
      const value = parsed(text.slice(at + 1));
      return at > 0 && KEY.test(text.slice(0, at)) && value !== undefined ? [[text.slice(0, at), value] as const] : [];
    });
  const days = Number(params.get('days'));
  return { draft: Object.fromEntries(entries), days: DAY_CHOICES.find((choice) => choice === days) ?? null };
}

function parsed(text: string): SettingValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

export function addressQuery({ draft, days }: TuningAddress): URLSearchParams {
  const query = new URLSearchParams();
  if (days !== null) query.set('days', String(days));
  for (const [key, value] of Object.entries(draft)) query.append('set', `${key}:${JSON.stringify(value)}`);
  return query;
}
