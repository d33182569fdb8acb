import type { RunDetailView } from '@/lib/core/runs/views';
import { count } from '../format';

/** keptOf says what of the work is still there, which a retry takes up. Pure. */
export function keptOf(run: Pick<RunDetailView, 'hasMedia' | 'transcriptInfo' | 'quickResult' | 'analysis'>): string {
  const kept = [
    run.hasMedia && 'the media',
    run.transcriptInfo && `a transcript of ${count(run.transcriptInfo.wordCount, 'word')}`,
    run.quickResult && 'the quick result',
    run.analysis && 'the analysis',
  ].filter((part) => typeof part === 'string');
  if (kept.length === 0) return 'Nothing: nothing had been fetched yet.';
  const list = kept.join(', ');
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}. A retry goes on from there.`;
}
