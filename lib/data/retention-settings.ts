import { DEFAULT_RETENTION, type RetentionSettings, retentionSchema } from '@/lib/core/retention';
import { readSetting, writeSetting } from './settings';

const KEY = 'retention';

/** readRetention gives what the operator set, else the defaults. */
export async function readRetention(): Promise<RetentionSettings> {
  return retentionSchema.safeParse((await readSetting(KEY)) ?? {}).data ?? DEFAULT_RETENTION;
}

/** writeRetention replaces it; what is left out takes its default. */
export async function writeRetention(settings: RetentionSettings): Promise<RetentionSettings> {
  await writeSetting(KEY, settings);
  return settings;
}
