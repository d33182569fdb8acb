import { noteForAudit } from '@/lib/access/asking';
import { type RetentionSettings, retentionSchema } from '@/lib/core/retention';
import { largestTables } from '@/lib/data/retention';
import { readRetention, writeRetention } from '@/lib/data/retention-settings';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

const view = async (settings: RetentionSettings) => json({ settings, stored: await largestTables() });

export const GET = endpoint(async () => view(await readRetention()));

export const PUT = endpoint(async (request) => {
  const settings = await writeRetention(await readJson(request, retentionSchema));
  noteForAudit({ details: { settings } });
  return view(settings);
});
