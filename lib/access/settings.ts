import { WinnowError } from '@/lib/base/errors';
import { type AccessSettings, accessSettingsSchema } from '@/lib/core/access/requests';
import type { Tx } from '@/lib/data/client';
import { readSetting, writeSetting } from '@/lib/data/settings';

const KEY = 'access';
/** Every request is held to them; another process's change is seen after this. */
const REMEMBERED_MS = 5_000;

const holder = globalThis as { winnowAccessSettings?: { value: AccessSettings; until: number } };

/**
 * accessSettings are the operator's, or the defaults; of an older Winnow that no longer fit, the defaults. A transaction hands itself in: one that waited
 * for a second connection while others hold all of them and wait for its lock would wait for ever.
 */
export async function accessSettings(tx?: Tx): Promise<AccessSettings> {
  const known = holder.winnowAccessSettings;
  if (known && known.until > Date.now()) return known.value;
  const value = accessSettingsSchema.safeParse((await readSetting(KEY, tx)) ?? {}).data ?? accessSettingsSchema.parse({});
  holder.winnowAccessSettings = { value, until: Date.now() + REMEMBERED_MS };
  return value;
}

/** saveAccessSettings replaces them. Throws `invalid_request`, which names each bad field. */
export async function saveAccessSettings(given: unknown): Promise<AccessSettings> {
  const parsed = accessSettingsSchema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
    throw new WinnowError('invalid_request', fields.map(({ field, message }) => `${field} ${message}`).join('; '), { fields });
  }
  await writeSetting(KEY, parsed.data);
  delete holder.winnowAccessSettings;
  return parsed.data;
}
