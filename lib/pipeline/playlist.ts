import { WinnowError } from '@/lib/base/errors';
import type { Intake } from '@/lib/data/take-in';
import type { AcquiredPlaylist } from '@/lib/engines/acquire/types';
import { canonicalUrl } from '@/lib/net/canonical-url';
import { outcome, type StageContext, type StageOutcome } from './outcome';

/** playlistOutcome ends the run of a playlist or feed with one run for each entry; the entries are what is processed. */
export function playlistOutcome({ run }: StageContext, playlist: AcquiredPlaylist): StageOutcome {
  if (playlist.entries.length === 0) throw new WinnowError('empty_content', `${run.url} is a list without entries`);
  const children = playlist.entries.map(
    ({ url, hints }): Intake => ({
      kind: run.kind,
      parentRunId: run.id,
      lineageId: null,
      url,
      canonicalUrl: canonicalUrl(url),
      sourceHost: new URL(url).hostname.replace(/^www\./, ''),
      hints: hints ?? null,
      depth: run.depth,
      priority: run.priority,
      priorityRequested: run.priorityRequested,
      effectiveConfigHash: run.effectiveConfigHash,
      configVersionNumber: run.configVersionNumber,
      recorded: run.recorded,
      door: 'playlist',
    }),
  );
  const more = playlist.omitted > 0 ? ` ${playlist.omitted} more are over the cap and were left out.` : '';
  return outcome('finish', {
    facts: { title: playlist.title, verdict: `A list of ${children.length} items: each is a run of its own.${more}` },
    children,
  });
}
