import { z } from 'zod';
import { isFinal } from '@/lib/core/runs/states';
import { subscribeToRun } from '@/lib/pipeline/events';
import { getRun } from '@/lib/pipeline/views';
import { endpoint, runIdOf } from '../../../../_server/endpoint';
import { eventStream } from '../../../../_server/event-stream';
import { readQuery } from '../../../../_server/read-request';
import { shutdownSignal } from '../../../../_server/shutdown';
import { stillAdmitted } from '../../../../_server/still-admitted';

const querySchema = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/**
 * The run's events as server-sent events: what is stored after `Last-Event-ID` (or `?after=`, for a first connection), then live, until the run's
 * last one. 204 where nothing can come any more, which tells a browser not to ask again.
 */
export const GET = endpoint<{ id: string }>(async (request, params) => {
  const run = await getRun(runIdOf(params));
  const lastEventId = request.headers.get('last-event-id') ?? '';
  const after = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : readQuery(request, querySchema).after;
  if (isFinal(run.state) && after >= run.eventSeq) return new Response(null, { status: 204 });

  const stop = AbortSignal.any([request.signal, shutdownSignal(), stillAdmitted(request)]);
  return new Response(eventStream(subscribeToRun(run.id, after, stop), stop), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // `no-transform` keeps compression, which would hold events back, away.
      'cache-control': 'no-store, no-transform',
      // A kept-alive connection would hold up the end of the process.
      connection: 'close',
    },
  });
});
