import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { findArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { lineageFolder } from './media-store';
import { isRunId } from './run-id';

export interface RunMedia {
  path: string;
  contentType: string;
  bytes: number;
}

/** What browsers play. The list is closed: nothing fetched is ever served as a page or a script. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/webm',
};

/** runMedia returns the file a run's player plays, or null where there is none (any more). Throws `not_found` for an unknown run. */
export async function runMedia(id: string): Promise<RunMedia | null> {
  const run = isRunId(id) ? await database().run.findUnique({ where: { id }, select: { lineageId: true } }) : null;
  if (!run) throw new WinnowError('not_found', `there is no run ${id}`);
  return findMedia(run);
}

export async function findMedia({ lineageId }: { lineageId: string }): Promise<RunMedia | null> {
  const acquired = await findArtifact(database(), lineageId, 'acquired');
  if (!acquired?.mediaFile) return null;
  const path = join(lineageFolder(lineageId), acquired.mediaFile);
  const file = await stat(path).catch(() => null);
  if (!file?.isFile()) return null;
  return { path, bytes: file.size, contentType: CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream' };
}
