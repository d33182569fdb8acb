import type { RunDetailView } from '@/lib/core/runs/views';

export interface Download {
  href: string;
  label: string;
}

/** downloadsOf lists what can be downloaded of a run as it is now: subtitles need times, so an article has none. Pure. */
export function downloadsOf({ id, transcriptInfo }: Pick<RunDetailView, 'id' | 'transcriptInfo'>): Download[] {
  const base = `/api/runs/${id}`;
  const list: Download[] = [
    { href: `${base}/report.md`, label: 'Report (Markdown)' },
    { href: base, label: 'Everything (JSON)' },
  ];
  if (!transcriptInfo) return list;
  list.push({ href: `${base}/transcript.txt`, label: 'Transcript (text)' });
  if (transcriptInfo.origin !== 'article') {
    list.push({ href: `${base}/transcript.vtt`, label: 'Subtitles (WebVTT)' });
    list.push({ href: `${base}/transcript.srt`, label: 'Subtitles (SRT)' });
  }
  list.push({ href: `${base}/transcript.json`, label: 'Transcript (JSON)' });
  return list;
}
