/** Captions → segments: mark-up gone, speakers kept, rolling repetitions undone. */
import type { Segment } from '@/lib/core/runs/content';
import { cleanLine } from '../text/clean';
import { decodeEntities } from '../text/entities';
import { type Cue, parseCues } from './parse';
import { isRolling, unroll } from './rolling';

const MAX_SPEAKER_LENGTH = 80;
/** `<v.loud Ann Lee>` */
const VOICE = /<v(?:\.[^\s<>]{0,100})?\s+([^<>]{1,200})>/g;
/** `<i>`, `</c>`, `<00:01.000>`, `<font color="…">`; a lone `<` is text. */
const TAG = /<\/?[a-z][^<>]{0,200}>|<\/>|<[\d:.]{5,16}>/gi;
/** `{\an8}` of SubStation files that were turned into SRT. */
const OVERRIDE = /\{\\[^{}]{1,60}\}/g;
/** Broadcast captions mark a new speaker so. */
const SPEAKER_CHANGE = /(?:^|\s)>{2,3}\s?/g;

function plain(line: string): string {
  return decodeEntities(line.replace(TAG, '').replace(OVERRIDE, '')).replace(SPEAKER_CHANGE, ' ').replace(/\s+/g, ' ').trim();
}

interface SpokenCue extends Cue {
  speaker: string | null;
}

/** A cue with several voices is several segments with one time. */
function byVoice(cue: Cue): SpokenCue[] {
  const text = cue.lines.join('\n');
  const parts: SpokenCue[] = [];
  let speaker: string | null = null;
  let from = 0;
  const finish = (to: number): void => {
    const lines = text
      .slice(from, to)
      .split('\n')
      .map(plain)
      .filter((line) => line !== '');
    if (lines.length > 0) parts.push({ ...cue, speaker, lines });
  };
  for (const match of text.matchAll(VOICE)) {
    finish(match.index);
    speaker = cleanLine(decodeEntities(match[1] ?? ''), MAX_SPEAKER_LENGTH);
    from = match.index + match[0].length;
  }
  finish(text.length);
  return parts;
}

/** captionSegments reads WebVTT or SRT. Empty when there is no text in it, or when it is neither. Confidence is not known. */
export function captionSegments(text: string): Segment[] {
  const spoken = parseCues(text).flatMap(byVoice);
  return (isRolling(spoken) ? unroll(spoken) : spoken).map(({ startSeconds, endSeconds, lines, speaker }) => ({
    startSeconds,
    endSeconds,
    text: lines.join(' '),
    confidence: null,
    speaker,
  }));
}
