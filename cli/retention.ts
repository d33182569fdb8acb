import type { RetentionSettings } from '@/lib/core/retention';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { dim, say, sayJson, table } from './output';
import { readJsonFile } from './read-json';

/** As GET /api/settings/retention gives it. */
interface RetentionAnswer {
  settings: RetentionSettings;
  stored: { bytes: number; tables: { table: string; bytes: number }[] };
}

const UNITS: Partial<Record<keyof RetentionSettings, string>> = { media_gigabytes: 'GiB' };

/** showRetention prints how long what is kept, and what takes up most. Returns the exit code. */
export async function showRetention({ json = false }: { json?: boolean }): Promise<number> {
  const { wire } = await new ApiClient().get('/api/settings/retention');
  if (json) {
    sayJson(wire);
    return EXIT.ok;
  }
  const { settings, stored } = wire as RetentionAnswer;
  table(
    ['WHAT', 'KEPT'],
    Object.entries(settings).map(([name, value]) => [
      name,
      value === null ? 'for ever' : `${value} ${UNITS[name as keyof RetentionSettings] ?? 'days'}`,
    ]),
  );
  say();
  table(
    ['LARGEST TABLES', 'MIB'],
    stored.tables.map(({ table: name, bytes }) => [name, mebibytes(bytes)]),
  );
  say(dim(`The database in all: ${mebibytes(stored.bytes)} MiB`));
  return EXIT.ok;
}

const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

/** setRetention replaces the settings by a file's. Returns the exit code. */
export async function setRetention(file: string): Promise<number> {
  await new ApiClient().put('/api/settings/retention', await readJsonFile(file), '*');
  say('Set. Workers delete what is kept no longer within minutes, in small portions; that cannot be undone.');
  return EXIT.ok;
}
