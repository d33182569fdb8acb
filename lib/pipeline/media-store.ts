/** Media lies on this machine's disk, a folder for each lineage: `<data>/media/<lineage id>/`. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnv } from '@/lib/config/env';
import { DEFAULT_RETENTION, type RetentionSettings } from '@/lib/core/retention';
import { isFinal, RUN_STATES } from '@/lib/core/runs/states';
import { database } from '@/lib/data/client';
import { isRunId } from './run-id';

const DAY_MS = 86_400_000;
const GIB = 2 ** 30;

/** mediaRoot is the folder of all media of this machine. */
export function mediaRoot(): string {
  return join(readEnv().dataDir, 'media');
}

export function lineageFolder(lineageId: string): string {
  return join(mediaRoot(), lineageId);
}

interface StoredFolder {
  lineageId: string;
  modifiedAt: number;
  bytes: number;
}

/**
 * sweepMedia deletes what the player no longer needs: folders of ended lineages that are older than `media_days`, and the oldest ones while all
 * together are over `media_gigabytes`. Returns how many were deleted.
 */
export async function sweepMedia(kept: RetentionSettings = DEFAULT_RETENTION, now = Date.now()): Promise<number> {
  const folders = (await storedFolders()).sort((a, b) => b.modifiedAt - a.modifiedAt);
  const live = await liveLineages();
  let bytes = 0;
  let deleted = 0;
  for (const folder of folders) {
    if (live.has(folder.lineageId)) continue;
    bytes += folder.bytes;
    if (now - folder.modifiedAt < kept.media_days * DAY_MS && bytes <= kept.media_gigabytes * GIB) continue;
    await rm(lineageFolder(folder.lineageId), { recursive: true, force: true });
    deleted++;
  }
  return deleted;
}

async function storedFolders(): Promise<StoredFolder[]> {
  const names = await readdir(mediaRoot()).catch(() => []);
  return Promise.all(
    names.filter(isRunId).map(async (lineageId) => {
      const folder = lineageFolder(lineageId);
      const files = await readdir(folder).catch(() => []);
      const sizes = await Promise.all(
        files.map((file) =>
          stat(join(folder, file)).then(
            ({ size }) => size,
            () => 0,
          ),
        ),
      );
      const { mtimeMs } = await stat(folder);
      return { lineageId, modifiedAt: mtimeMs, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
}

async function liveLineages(): Promise<Set<string>> {
  const live = RUN_STATES.filter((state) => !isFinal(state));
  const rows = await database().run.findMany({ where: { state: { in: live } }, select: { lineageId: true }, distinct: ['lineageId'] });
  return new Set(rows.map(({ lineageId }) => lineageId));
}
