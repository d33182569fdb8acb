import type { RunDetailView } from '@/lib/core/runs/views';
import type { Channel } from '../channels';
import { plainLine } from '../discord/text';
import { type DriveClient, DriveError } from './client';

/** The mark by which a run's report is found again: whoever tries a second time changes that file and makes no other. */
const MARK = 'winnowRun';
const NAME_LENGTH = 120;

export interface DriveOptions {
  client: DriveClient;
  /** A folder that is shared with the service account; null = its own drive. */
  rootId: string | null;
  loadRun: (id: string) => Promise<RunDetailView>;
  /** The report as Markdown. */
  report: (run: RunDetailView) => Promise<string>;
}

/** driveChannel uploads a finished run's report into a folder of its content type. */
export function driveChannel({ client, rootId, loadRun, report }: DriveOptions): Channel {
  return async ({ payload }) => {
    const { runId } = payload as { runId: string };
    const run = await loadRun(runId);
    try {
      const content = Buffer.from(await report(run), 'utf8');
      const parentId = await client.folderNamed(folderOf(run), rootId);
      const known = await client.fileMarked(MARK, runId);
      await client.put({ name: nameOf(run), mimeType: 'text/markdown', parentId, appProperties: { [MARK]: runId }, content }, known);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof DriveError)) throw error;
      return {
        ok: false,
        error: error.message,
        mayPass: error.mayPass,
        ...(error.retryAfter === undefined ? {} : { retryAfterSeconds: error.retryAfter }),
      };
    }
  };
}

const folderOf = ({ contentType }: RunDetailView): string => `Winnow ${(contentType ?? 'general').replaceAll('_', ' ')}`;

/** A name that any drive and any system takes: `2026-01-05 The bridge at Low Ferry.md`. */
function nameOf({ title, sourceHost, createdAt }: RunDetailView): string {
  const name = plainLine(title ?? sourceHost)
    .replaceAll(/[\\/:*?"<>|]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${createdAt.slice(0, 10)} ${[...name].slice(0, NAME_LENGTH).join('').trim() || 'Untitled'}.md`;
}
