/** What a draft configuration would have done to the recorded runs, beside what the one in force would have. */
import { hashEffectiveConfig } from '@/lib/config/effective';
import { changesOfFate, type FateChange } from '@/lib/core/tuning/changes';
import { decideFates, type Fates } from '@/lib/core/tuning/fates';
import { notesOn } from '@/lib/core/tuning/notes';
import type { PreviewRequest } from '@/lib/core/tuning/requests';
import type { ChangedRun, PreviewView, WhatIf } from '@/lib/core/tuning/views';
import { runRows, whatIf } from '@/lib/core/tuning/what-if';
import { database } from '@/lib/data/client';
import { draftConfig } from '../config/actions';
import { configInForce } from './effective';
import { type RecordingsStore, recordedRuns } from './recordings-store';

const MS_PER_DAY = 86_400_000;

/** What the version in force says changes only with the runs, and every move of a slider asks for it. */
let current: { key: string; fates: Fates; figures: WhatIf } | null = null;

/** previewConfig replays all recorded runs. Throws `config_invalid` and `not_found` as drafts do. */
export async function previewConfig({ changed_runs: most, days, ...draft }: PreviewRequest): Promise<PreviewView> {
  const startedAt = performance.now();
  const { active, config: inForce, resolve } = await configInForce();
  const candidate = resolve((await draftConfig(draft)).config);
  const store = await recordedRuns();
  const { recordings, kept } = store;
  const since = days === undefined ? undefined : Date.now() - days * MS_PER_DAY;
  const rows = runRows(recordings, { since });
  const key = [process.env.DATABASE_URL, recordings.version, days, hashEffectiveConfig(inForce)].join('|');
  if (current?.key !== key) {
    const fates = decideFates(recordings, inForce, kept);
    current = { key, fates, figures: whatIf(recordings, fates, inForce, rows) };
  }
  const fates = decideFates(recordings, candidate, kept);
  const { count, named } = changesOfFate(current.fates, fates, rows, most);
  return {
    configVersion: active.number,
    current: current.figures,
    candidate: whatIf(recordings, fates, inForce, rows),
    changed: { count, runs: await titled(store, named) },
    notes: notesOn(candidate),
    data: spanOf(store, rows),
    tookMs: performance.now() - startedAt,
  };
}

async function titled({ recordings }: RecordingsStore, changes: readonly FateChange[]): Promise<ChangedRun[]> {
  if (changes.length === 0) return [];
  const ids = changes.map(({ row }) => recordings.runIds[row]!);
  const runs = await database().run.findMany({ where: { id: { in: ids } }, select: { id: true, title: true, contentType: true } });
  const byId = new Map(runs.map((run) => [run.id, run]));
  return changes.map(({ row, before, after }) => {
    const runId = recordings.runIds[row]!;
    return { runId, title: byId.get(runId)?.title ?? null, contentType: byId.get(runId)?.contentType ?? null, before, after };
  });
}

/** spanOf tells from when to when the runs ended. */
export function spanOf({ recordings }: RecordingsStore, rows: Int32Array): { from: string; to: string } | null {
  if (rows.length === 0) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const row of rows) {
    const at = recordings.finishedAt.values[row]!;
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
