import { database, json, type Tx } from './client';

/** settingOnce returns a value that is made once per deployment: whoever comes first makes it, all processes share it. */
export async function settingOnce(tx: Tx, key: string, make: () => string): Promise<string> {
  const stored = await tx.setting.findUnique({ where: { key } });
  if (stored) return stored.value as string;
  await tx.setting.createMany({ data: [{ key, value: json(make()) }], skipDuplicates: true });
  const { value } = await tx.setting.findUniqueOrThrow({ where: { key } });
  return value as string;
}

/** readSetting returns what is stored under a key, in whatever shape it was written; null where nothing is. */
export async function readSetting(key: string, db: Tx = database()): Promise<unknown> {
  return (await db.setting.findUnique({ where: { key } }))?.value ?? null;
}

export async function writeSetting(key: string, value: unknown): Promise<void> {
  const data = { value: json(value) };
  await database().setting.upsert({ where: { key }, create: { key, ...data }, update: data });
}
