import { json, type Tx } from './client';

/** settingOnce returns a value that is made once per deployment: whoever comes first makes it, all processes share it. */
export async function settingOnce(tx: Tx, key: string, make: () => string): Promise<string> {
  const stored = await tx.setting.findUnique({ where: { key } });
  if (stored) return stored.value as string;
  await tx.setting.createMany({ data: [{ key, value: json(make()) }], skipDuplicates: true });
  const { value } = await tx.setting.findUniqueOrThrow({ where: { key } });
  return value as string;
}
