import { WinnowError } from '@/lib/base/errors';
import type { TryoutRequest } from '@/lib/core/config/requests';
import type { Door } from '@/lib/core/runs/doors';
import type { RunDetailView } from '@/lib/core/runs/views';
import { database } from '@/lib/data/client';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { createRun } from '@/lib/data/runs';
import { dedupeKeyOf } from '@/lib/data/take-in';
import { draftConfig } from '@/lib/learning/config/actions';
import { getRun } from '@/lib/pipeline/views';
import { type AdmittedUrl, admitUrl } from './admit';
import { resolveUnder } from './effective';
import { requireQueueRoom } from './queue-room';

/**
 * tryOut takes addresses in under a draft of the configuration: runs of kind `tryout`, which are in no count, no memory and no evidence. Each names the
 * version that the draft changes. Throws `config_invalid` for the draft, and `invalid_request` naming each address that can never work.
 */
export async function tryOut({ urls, ...draft }: TryoutRequest, door: Door): Promise<RunDetailView[]> {
  const { number, config } = await draftConfig(draft);
  const admitted = await admitAll(urls);
  const { config: effective, hash } = await resolveUnder({ number, config });
  const ids = await database().$transaction(async (tx) => {
    await saveEffectiveConfig(tx, hash, effective);
    const made: string[] = [];
    for (const { url, canonicalUrl, sourceHost } of admitted) {
      const run = {
        kind: 'tryout' as const,
        parentRunId: null,
        lineageId: null,
        url,
        canonicalUrl,
        sourceHost,
        hints: null,
        depth: 'auto' as const,
        priority: 'high' as const,
        priorityRequested: false,
        dedupeKey: dedupeKeyOf(canonicalUrl, 'auto', hash),
        effectiveConfigHash: hash,
        configVersionNumber: number,
        recorded: false,
        door,
      };
      made.push(await createRun(tx, run));
    }
    await requireQueueRoom(tx);
    return made;
  });
  return Promise.all(ids.map(getRun));
}

async function admitAll(urls: readonly string[]): Promise<(AdmittedUrl & { url: string })[]> {
  const judged = await Promise.all(
    urls.map(async (url, index) => {
      try {
        return { ok: true as const, value: { url, ...(await admitUrl(url)) } };
      } catch (error) {
        if (!(error instanceof WinnowError)) throw error;
        return { ok: false as const, field: { field: `urls.${index}`, message: error.message } };
      }
    }),
  );
  const fields = judged.flatMap((one) => (one.ok ? [] : [one.field]));
  if (fields.length > 0) throw new WinnowError('invalid_request', fields.map(({ message }) => message).join('; '), { fields });
  return judged.flatMap((one) => (one.ok ? [one.value] : []));
}
