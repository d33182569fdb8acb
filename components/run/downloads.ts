import type { RunDetailView } from '@/lib/core/runs/views';

export interface Download {
  href: string;
  /** Name of the file on the reader's disk. */
  file: string;
  label: string;
}

/** downloadsOf lists what can be downloaded of a run as it is now: subtitles need times, so an article has none. Pure. */
export function downloadsOf({ id, transcriptInfo }: Pick<RunDetailView, 'id' | 'transcriptInfo'>): Download[] {
  const base = `/api/runs/${id}`;
  const name = (part: string) => `winnow-${id.slice(-8)}${part}`;
  const list: Download[] = [
    { href: `${base}/report.md`, file: name('.md'), label: 'Report (Markdown)' },
    { href: base, file: name('.json'), label: 'Everything (JSON)' },
  ];
  if (!transcriptInfo) return list;
  list.push({ href: `${base}/transcript.txt`, file: name('.txt'), label: 'Transcript (text)' });
  if (transcriptInfo.origin !== 'article') {
    list.push({ href: `${base}/transcript.vtt`, file: name('.vtt'), label: 'Subtitles (WebVTT)' });
    list.push({ href: `${base}/transcript.srt`, file: name('.srt'), label: 'Subtitles (SRT)' });
  }
  list.push({ href: `${base}/transcript.json`, file: name('-transcript.json'), label: 'Transcript (JSON)' });
  return list;
}
