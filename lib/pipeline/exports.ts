import type { AnalysisChapter, Claim, Fallacy, KeyPoint, Perspective, Segment, Transcript } from '@/lib/core/runs/content';
import type { RunDetailView } from '@/lib/core/runs/views';
import { toWire } from '@/lib/core/wire';

export const TRANSCRIPT_FORMATS = ['json', 'vtt', 'srt', 'txt'] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

/** transcriptAs renders a transcript for download. Subtitles hold only the segments that have times. */
export function transcriptAs(transcript: Transcript, format: TranscriptFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(toWire(transcript), null, 2)}\n`;
    case 'txt':
      return `${transcript.segments.map(spoken).join('\n\n')}\n`;
    case 'vtt':
      return `WEBVTT\n\n${timed(transcript)
        .map((cue) => `${vttTime(cue.start)} --> ${vttTime(cue.end)}\n${cueText(cue.segment)}\n`)
        .join('\n')}`;
    case 'srt':
      return timed(transcript)
        .map((cue, i) => `${i + 1}\n${srtTime(cue.start)} --> ${srtTime(cue.end)}\n${oneLine(spoken(cue.segment))}\n`)
        .join('\n');
  }
}

function spoken(segment: Segment): string {
  return segment.speaker ? `${segment.speaker}: ${segment.text}` : segment.text;
}

/** A cue ends at a blank line, and `-->` would start another one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('-->', '→').trim();
}

function cueText({ speaker, text }: Segment): string {
  const plain = (part: string) => oneLine(part).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return speaker ? `<v ${plain(speaker)}>${plain(text)}` : plain(text);
}

function timed(transcript: Transcript): { start: number; end: number; segment: Segment }[] {
  return transcript.segments.flatMap((segment) =>
    segment.startSeconds === null ? [] : [{ start: segment.startSeconds, end: segment.endSeconds ?? segment.startSeconds + 5, segment }],
  );
}

function clock(seconds: number): { h: string; m: string; s: string; ms: string } {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const pad = (value: number, width: number) => String(Math.floor(value)).padStart(width, '0');
  return { h: pad(ms / 3_600_000, 2), m: pad((ms / 60_000) % 60, 2), s: pad((ms / 1000) % 60, 2), ms: pad(ms % 1000, 3) };
}

function vttTime(seconds: number): string {
  const { h, m, s, ms } = clock(seconds);
  return `${h}:${m}:${s}.${ms}`;
}

function srtTime(seconds: number): string {
  const { h, m, s, ms } = clock(seconds);
  return `${h}:${m}:${s},${ms}`;
}

/** reportMarkdown writes what a run decided and found as a Markdown document. Foreign text is escaped: it can neither link nor format. */
export function reportMarkdown(run: RunDetailView, transcript: Transcript | null): string {
  const result = run.analysis ?? run.quickResult;
  const parts = [
    `# ${md(run.title ?? run.url)}`,
    facts(run),
    run.verdict ? `**${md(run.verdict)}**` : run.error ? `**${md(run.error.title)}: ${md(run.error.message)}**` : '',
    result ? section('Summary', md(result.summary)) : '',
    result ? list('Key points', result.keyPoints, point) : '',
    !run.analysis && run.quickResult?.topics?.length ? section('Topics', md(run.quickResult.topics.join(', '))) : '',
    list('Chapters', run.analysis?.chapters ?? [], chapter),
    list('Claims', run.analysis?.claims ?? [], claim),
    list('Perspectives', run.analysis?.perspectives ?? [], perspective),
    list('Possible fallacies', run.analysis?.fallacies ?? [], fallacy),
    transcript ? section('Transcript', transcript.segments.map((s) => `${stamp(s.startSeconds)}${md(spoken(s))}`).join('\n\n')) : '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function facts(run: RunDetailView): string {
  const result = run.analysis ?? run.quickResult;
  const saved = run.timeSavedPct === null ? 'not known yet' : `${Math.round(run.timeSavedPct * 100)} %`;
  const rows: [string, string | null][] = [
    ['Author', run.metadata?.author ?? null],
    ['Published', run.metadata?.publishedAt ?? null],
    ['Content type', run.contentType],
    ['Processing', run.processingType],
    ['Time spent', run.spentSeconds === null ? null : `${run.spentSeconds.toFixed(1)} s`],
    ['Time saved', saved],
    ['Result made by', result?.engine ?? null],
    ['API calls', run.analysis?.llm ? String(run.analysis.usage.apiCalls) : null],
    ['Cost', run.analysis?.llm ? costOf(run.analysis.usage.costUsdMicros) : null],
    ['Run', run.id],
  ];
  const source = /^https?:\/\/[^\s<>]+$/.test(run.url) ? `<${run.url}>` : md(run.url);
  return [`- Source: ${source}`, ...rows.flatMap(([name, value]) => (value ? [`- ${name}: ${md(value)}`] : []))].join('\n');
}

/** What is not known is not nothing. */
const costOf = (micros: number | null) => (micros === null ? 'unknown (no price is set)' : `$${(micros / 1e6).toFixed(6)}`);

function section(title: string, body: string): string {
  return `## ${title}\n\n${body}`;
}

function list<T>(title: string, items: readonly T[], line: (item: T) => string): string {
  return items.length === 0 ? '' : section(title, items.map((item) => `- ${line(item)}`).join('\n'));
}

const point = ({ text, span }: KeyPoint) => `${stamp(span.startSeconds)}${md(text)}`;
const chapter = ({ title, span }: AnalysisChapter) => `${stamp(span.startSeconds)}${md(title)}`;
const claim = ({ text, span }: Claim) => `${stamp(span.startSeconds)}${md(text)} — “${md(span.quote)}”`;
const fallacy = ({ name, status, span, explanation }: Fallacy) =>
  `${stamp(span.startSeconds)}**${md(name.replaceAll('_', ' '))}** (${status}): “${md(span.quote)}” ${md(explanation)}`;
const perspective = ({ topic, positions }: Perspective) =>
  [md(topic), ...positions.map(({ stance, holder }) => `  - ${holder ? `${md(holder)}: ` : ''}${md(stance)}`)].join('\n');

function stamp(seconds: number | null): string {
  if (seconds === null) return '';
  const { h, m, s } = clock(seconds);
  return `[${h === '00' ? '' : `${h}:`}${m}:${s}] `;
}

/** md escapes what Markdown would read as markup (bare addresses, which GitHub's dialect links, too) and keeps text on one line. */
function md(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
    .replaceAll('://', '\\://')
    .replace(/^([-+]|\d+\.)(?=\s)/, '\\$1');
}
