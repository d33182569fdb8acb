/**
 * `npm run eval -- bad_media --file rows.jsonl [--speech valid.jsonl]`: damaged and hostile files (fields id, file) through probing, decoding and
 * hearing. Each must end as a result or as a failure that says what is wrong with the file. In the same run every file with sound of a set of
 * valid ones must decode: `--speech`, by default the manifest in the folder `speech` beside that of --file.
 *
 * Metrics: `crashes`: uncaught errors, and an engine that cannot hear a valid file after all that. `unclear`: failures that are no
 * WinnowError, or blame this deployment (a dead speech thread does). `catch_all_share`: of the failures, those with a code that says nothing about the file.
 * `valid_refused` of `valid_files`. `codes`: how often each; `outcomes`: by file; `slowest_s`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ErrorCode, WinnowError } from '@/lib/base/errors';
import { createMedia, createSpeechEngine } from '@/lib/engines/transcribe';
import type { Media, SpeechEngine } from '@/lib/engines/transcribe/types';
import type { Measure } from '../run';
import { hasAudio, readManifest } from './speech/rows';
import { transcribeFile } from './speech/transcribe';

/** They say that something failed, and not what. */
const CATCH_ALLS: ErrorCode[] = ['acquisition_failed', 'engine_failed', 'internal'];
const MODEL = 'moonshine-tiny';

interface Ending {
  id: string;
  /** `heard`, a code of the taxonomy, or `unclear`. */
  outcome: 'heard' | ErrorCode | 'unclear';
  message: string;
  seconds: number;
}

async function endingOf(id: string, work: () => Promise<unknown>): Promise<Ending> {
  const startedAt = performance.now();
  const [outcome, message] = await work().then(
    () => ['heard', ''] as const,
    (error) => (error instanceof WinnowError ? ([error.code, error.message] as const) : (['unclear', String(error)] as const)),
  );
  return { id, outcome, message, seconds: (performance.now() - startedAt) / 1000 };
}

/** Decodes the beginning, the middle and the end: what seeking could break. */
async function decodeEnds(media: Media, path: string): Promise<void> {
  const { durationSeconds, hasAudio: sound } = await media.probe(path);
  if (!sound) throw new WinnowError('no_audio', 'no audio track was found');
  const stretch = Math.min(5, durationSeconds);
  for (const start of [0, (durationSeconds - stretch) / 2, durationSeconds - stretch]) {
    const pcm = await media.decode(path, start, start + stretch);
    if (pcm.length === 0) throw new WinnowError('damaged_media', `nothing was decoded from ${start.toFixed(1)} s on`);
  }
}

function findManifest(badMedia: string, named: string | true | undefined): string {
  if (typeof named === 'string') return resolve(named);
  const folder = resolve(dirname(badMedia), '../speech');
  const manifests = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  const manifest = manifests.includes('dev.jsonl') ? 'dev.jsonl' : manifests.length === 1 ? manifests[0] : undefined;
  if (manifest === undefined) throw new Error('bad_media needs --speech: a manifest of valid recordings');
  return resolve(folder, manifest);
}

async function refusedOf(media: Media, manifest: string): Promise<{ refused: Ending[]; files: number }> {
  const rows = readManifest(manifest).filter(hasAudio);
  const endings: Ending[] = [];
  for (const { id, file } of rows) endings.push(await endingOf(id, () => decodeEnds(media, resolve(dirname(manifest), file))));
  return { refused: endings.filter(({ outcome }) => outcome !== 'heard'), files: rows.length };
}

/** The engine is alive when it still hears a valid file. */
async function survives(media: Media, engine: SpeechEngine, manifest: string): Promise<boolean> {
  const { file } = readManifest(manifest).find((row) => row.kind === 'speech' && hasAudio(row)) ?? {};
  if (file === undefined) return true;
  const path = resolve(dirname(manifest), file);
  return (await endingOf(file, () => transcribeFile(media, engine, path, MODEL))).outcome === 'heard';
}

const measure: Measure = async ({ rows, resolvePath, options, progress }) => {
  if (!rows || typeof options.file !== 'string') throw new Error('bad_media needs --file: a manifest of damaged files');
  const manifest = findManifest(resolve(options.file), options.speech);
  let crashes = 0;
  const count = (error: unknown) => {
    crashes++;
    progress(`crash: ${String(error)}`);
  };
  process.on('uncaughtException', count).on('unhandledRejection', count);

  const media = createMedia();
  const engine = createSpeechEngine({ media });
  const endings: Ending[] = [];
  for (const { id, file } of rows) {
    const path = resolvePath(String(file));
    const ending = await endingOf(String(id), () => transcribeFile(media, engine, path, MODEL));
    progress(`${ending.id}: ${ending.outcome} ${ending.message}`);
    endings.push(ending);
  }
  if (!(await survives(media, engine, manifest))) count('the engine hears nothing any more');
  await engine.close();
  const { refused, files } = await refusedOf(media, manifest);
  for (const { id, outcome, message } of refused) progress(`valid but refused: ${id}: ${outcome} ${message}`);

  const failures = endings.filter(({ outcome }) => outcome !== 'heard');
  const isCatchAll = ({ outcome }: Ending) => outcome === 'unclear' || CATCH_ALLS.some((code) => code === outcome);
  const codes: Record<string, number> = {};
  for (const { outcome } of endings) codes[outcome] = (codes[outcome] ?? 0) + 1;
  return {
    n: endings.length,
    metrics: {
      crashes,
      unclear: failures.filter((ending) => ending.outcome === 'unclear' || blamesUs(ending)).length,
      catch_all_share: failures.length === 0 ? 0 : failures.filter(isCatchAll).length / failures.length,
      valid_refused: refused.length,
      valid_files: files,
      slowest_s: Math.max(0, ...endings.map(({ seconds }) => seconds)),
      codes,
      outcomes: Object.fromEntries(endings.map(({ id, outcome }) => [id, outcome])),
    },
    settings: { model: MODEL, valid: manifest.split('/').slice(-2).join('/') },
  };
};

function blamesUs({ outcome, message }: Ending): boolean {
  return outcome !== 'heard' && outcome !== 'unclear' && new WinnowError(outcome, message).kind.fault === 'winnow';
}

export default measure;
