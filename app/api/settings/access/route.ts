import { noteForAudit } from '@/lib/access/asking';
import { accessSettings, saveAccessSettings } from '@/lib/access/settings';
import { accessSettingsSchema } from '@/lib/core/access/requests';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

/** How much is taken before Winnow asks to come back later. */
export const GET = endpoint(async () => json({ settings: await accessSettings() }));

/** Replaces them; other processes see them within seconds. */
export const PUT = endpoint(async (request) => {
  const settings = await saveAccessSettings(await readJson(request, accessSettingsSchema));
  noteForAudit({ details: settings });
  return json({ settings });
});
