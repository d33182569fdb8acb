import { z } from 'zod';
import { readSetting, writeSetting } from '../settings';

const KEY = 'last_backup';

const lastBackupSchema = z.object({ at: z.iso.datetime(), folder: z.string(), rows: z.int(), bytes: z.int() });
export type LastBackup = z.output<typeof lastBackupSchema>;

/** noteBackup remembers that a backup was made, for doctor and /metrics. */
export const noteBackup = (backup: LastBackup): Promise<void> => writeSetting(KEY, backup);

/** readLastBackup returns null where none was ever made of this database. */
export async function readLastBackup(): Promise<LastBackup | null> {
  return lastBackupSchema.safeParse(await readSetting(KEY)).data ?? null;
}
