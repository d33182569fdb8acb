import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { database, json, type Tx } from './client';

/** Effective configurations never change, so a process keeps the ones it has met; gates compile their conditions once per object. */
const known = new Map<string, EffectiveConfig>();
const KEPT = 100;

export async function loadEffectiveConfig(hash: string): Promise<EffectiveConfig> {
  const kept = known.get(hash);
  if (kept) return kept;
  const row = await database().effectiveConfig.findUniqueOrThrow({ where: { hash } });
  const config = row.config as unknown as EffectiveConfig;
  if (known.size >= KEPT) known.clear();
  known.set(hash, config);
  return config;
}

export async function saveEffectiveConfig(tx: Tx, hash: string, config: EffectiveConfig): Promise<void> {
  await tx.effectiveConfig.createMany({ data: [{ hash, config: json(config) }], skipDuplicates: true });
}
