/**
 * `npm run bench -- speech [--file rows.jsonl] [--windows 24] [--model base|tiny]`: how fast recordings (rows with a `file`; by default the project's
 * own samples) are heard on one and on two cores, against the same model run bare, as it was published, on the same stretches, decoded beforehand. Each of the two is a
 * process of its own, held to its cores where the system can; in it the engine and the bare model take turns.
 *
 * Metrics, for 1 and 2: `rtf_N`: seconds of work per second of sound. `bare_rtf_N`: the same for the bare model. `overhead_N`: how much longer the
 * engine takes (0.1 = a tenth); decoding, seeking pauses, voice activity, the language's second opinion and the crossing of threads are in it, as
 * is the time saved by leaving out what is not speech.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@/lib/config/project-root';
import { findCommand } from '@/lib/sandbox/command';
import type { Measure, MeasureContext, MeasureResult } from '../run';
import { compare } from './speech/compare';

const WINDOWS = 24;

function recordings({ rows, resolvePath }: MeasureContext): string[] {
  if (rows) return rows.map(({ file }) => resolvePath(String(file)));
  const folder = resolve(projectRoot(), 'samples');
  const { samples } = JSON.parse(readFileSync(resolve(folder, 'manifest.json'), 'utf8')) as { samples: { file: string }[] };
  const spoken = new Set(readdirSync(folder).filter((name) => ['.ogg', '.mp3', '.m4a', '.wav', '.flac'].includes(extname(name))));
  return samples.filter(({ file }) => spoken.has(file)).map(({ file }) => resolve(folder, file));
}

async function measureHere(context: MeasureContext, threads: number): Promise<MeasureResult> {
  const { options } = context;
  const size = options.model === 'tiny' ? 'tiny' : 'base';
  const done = await compare(recordings(context), threads, size, Number(options.windows ?? WINDOWS));
  return {
    n: done.windows,
    metrics: {
      [`rtf_${threads}`]: done.engineSeconds / done.audioSeconds,
      [`bare_rtf_${threads}`]: done.bareSeconds / done.audioSeconds,
      [`overhead_${threads}`]: done.overhead,
    },
    settings: { model: size, audio_seconds: Math.round(done.audioSeconds) },
  };
}

/** The same measurement in a process that has the first `cores` cores only. */
async function measureApart({ options, progress }: MeasureContext, cores: number): Promise<MeasureResult> {
  const taskset = findCommand('taskset');
  const pinned = taskset === null ? [] : [taskset, '-c', cores === 1 ? '0' : `0-${cores - 1}`];
  const passed = Object.entries(options).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value]));
  const script = resolve(import.meta.dirname, '../run.ts');
  const [command, ...args] = [
    ...pinned,
    process.execPath,
    '--import',
    'tsx',
    script,
    'bench',
    'speech',
    ...passed,
    '--cores',
    String(cores),
  ];
  progress(`${cores} ${cores === 1 ? 'core' : 'cores'}${taskset === null ? ' (not held to them: no taskset here)' : ''}`);
  const { stdout } = await promisify(execFile)(command!, args);
  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as MeasureResult;
  return { ...result, settings: { ...result.settings, pinned: taskset !== null } };
}

const measure: Measure = async (context) => {
  if (typeof context.options.cores === 'string') return measureHere(context, Number(context.options.cores));
  const results: MeasureResult[] = [];
  for (const cores of [1, 2].filter((count) => count <= availableParallelism())) results.push(await measureApart(context, cores));
  return {
    n: results.reduce((sum, { n }) => sum + n, 0),
    metrics: Object.assign({}, ...results.map(({ metrics }) => metrics)),
    settings: results[0]!.settings,
  };
};

export default measure;
