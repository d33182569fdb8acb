import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A row of a speech manifest. Other fields are let through unread. */
const row = z.object({
  id: z.string(),
  /** Relative to the manifest. */
  file: z.string(),
  kind: z.enum([
    'speech',
    'speech-noisy',
    'speech-long',
    'speech-format',
    'speech-untranscribed',
    'video',
    'video-noaudio',
    'music',
    'noise',
    'vad',
    'silence',
  ]),
  /** `en`, another code, or several joined by `+`. */
  lang: z.string().nullish(),
  /** Null: unknown. Empty: nothing is said. */
  transcript: z.string().nullable(),
  /** `[type, codec, …]` of each stream, where known. */
  streams: z.array(z.array(z.unknown())).nullish(),
});

export type SpeechRow = z.infer<typeof row>;

const WORDLESS_KINDS: SpeechRow['kind'][] = ['music', 'noise', 'silence'];

/** readRows checks the manifest; throws with the row's number and what is wrong with it. */
export function readRows(rows: readonly unknown[]): SpeechRow[] {
  return rows.map((raw, i) => {
    const parsed = row.safeParse(raw);
    if (!parsed.success) throw new Error(`row ${i + 1}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}

/** readManifest reads a JSONL file of rows. */
export function readManifest(file: string): SpeechRow[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return readRows(lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line)));
}

export function hasAudio({ kind, streams }: SpeechRow): boolean {
  return streams ? streams.some(([type]) => type === 'audio') : kind !== 'video-noaudio';
}

/** Nothing is said in it, so no word may come out. */
export function isWordless(row: SpeechRow): boolean {
  return hasAudio(row) && (WORDLESS_KINDS.includes(row.kind) || row.transcript === '');
}

export type SpokenLanguage = 'english' | 'foreign' | 'mixed';

/** Null where nothing is said, or the manifest does not say in which language. */
export function spokenLanguage(row: SpeechRow): SpokenLanguage | null {
  if (!hasAudio(row) || isWordless(row) || !row.lang) return null;
  const languages = row.lang.split('+');
  if (!languages.includes('en')) return 'foreign';
  return languages.length === 1 ? 'english' : 'mixed';
}
