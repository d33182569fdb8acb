import { WinnowError } from '@/lib/base/errors';
import { reportMarkdown, transcriptAs } from '@/lib/pipeline/exports';
import { getRun, runTranscript } from '@/lib/pipeline/views';
import { endpoint, runIdOf } from '../../../../_server/endpoint';

const TRANSCRIPT_FILES = {
  'transcript.json': { format: 'json', contentType: 'application/json' },
  'transcript.vtt': { format: 'vtt', contentType: 'text/vtt; charset=utf-8' },
  'transcript.srt': { format: 'srt', contentType: 'application/x-subrip; charset=utf-8' },
  'transcript.txt': { format: 'txt', contentType: 'text/plain; charset=utf-8' },
} as const;

/** Downloads: the transcript in four formats, the report as Markdown. */
export const GET = endpoint<{ id: string; file: string }>(async (_request, params) => {
  const id = runIdOf(params);
  if (params.file === 'report.md') {
    const [run, transcript] = await Promise.all([getRun(id), runTranscript(id)]);
    return download(reportMarkdown(run, transcript), 'text/markdown; charset=utf-8', id, params.file);
  }
  if (!Object.hasOwn(TRANSCRIPT_FILES, params.file)) throw new WinnowError('not_found', `A run has no part named ${params.file}.`);
  const { format, contentType } = TRANSCRIPT_FILES[params.file as keyof typeof TRANSCRIPT_FILES];
  const transcript = await runTranscript(id);
  if (!transcript) throw new WinnowError('not_found', 'This run has no transcript.');
  return download(transcriptAs(transcript, format), contentType, id, params.file);
});

function download(body: string, contentType: string, id: string, file: string): Response {
  // The last digits of a UUIDv7 are its random ones; the first are the time and look alike.
  const name = file.replace('.', `-${id.slice(-8)}.`);
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="winnow-${name}"`,
      'cache-control': 'no-store',
    },
  });
}
