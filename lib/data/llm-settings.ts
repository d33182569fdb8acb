import { WinnowError } from '@/lib/base/errors';
import { DEFAULT_LLM_SETTINGS, type LlmSettings, llmSettingsSchema } from '@/lib/config/llm-settings';
import { database, json } from './client';

const KEY = 'llm';

/** readLlmSettings gives what the operator set for language models, else the defaults. Settings of an older Winnow that no longer fit count as unset. */
export async function readLlmSettings(): Promise<LlmSettings> {
  const row = await database().setting.findUnique({ where: { key: KEY } });
  return llmSettingsSchema.safeParse(row?.value ?? {}).data ?? DEFAULT_LLM_SETTINGS;
}

/** writeLlmSettings replaces them. Throws `invalid_request` naming each bad field. */
export async function writeLlmSettings(value: unknown): Promise<LlmSettings> {
  const parsed = llmSettingsSchema.safeParse(value);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
    throw new WinnowError('invalid_request', `the settings have ${fields.length} fault(s)`, { fields });
  }
  const data = { value: json(parsed.data) };
  await database().setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data });
  return parsed.data;
}
