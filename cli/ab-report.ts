import type { DifferenceView, ExperimentView } from '@/lib/core/experiments/views';
import { ApiClient } from './api-client';
import { EXIT } from './exit-codes';
import { bold, complain, dim, say, sayJson, table, text } from './output';

const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

/** abReport shows an experiment. Returns the exit code: one that is not healthy is a failure. */
export async function abReport(id: string | undefined, { json = false }: { json?: boolean }): Promise<number> {
  const client = new ApiClient();
  const wanted = id ?? (await client.get<{ experiments: ExperimentView[] }>('/api/experiments')).view.experiments[0]?.id;
  if (!wanted) {
    complain('There is no experiment yet.');
    return EXIT.failed;
  }
  const { view, wire } = await client.get<ExperimentView>(`/api/experiments/${encodeURIComponent(wanted)}`);
  if (json) sayJson(wire);
  else print(view);
  return view.decision.verdict === 'unhealthy' ? EXIT.failed : EXIT.ok;
}

function print({ name, state, arms, timeDifference, qualityDifference, health, decision, pairedReplay }: ExperimentView): void {
  say(`${bold(text(name))} ${dim(state)}`);
  say(decision.sentence);
  table(
    ['ARM', 'ROLE', 'VERSION', 'SHARE', 'ITEMS', 'FINISHED', 'TIME SAVED', 'QUALITY', 'AUDITED', 'ERRORS', 'FALSE STOPS'],
    arms.map((arm) => [
      arm.name,
      arm.role,
      String(arm.configVersion),
      percent(arm.share),
      String(arm.exposed),
      String(arm.finished),
      percent(arm.timeSaved),
      arm.auditedQuality?.toFixed(3) ?? '–',
      String(arm.audited),
      percent(arm.errorRate),
      percent(arm.falseStopRate),
    ]),
  );
  say(`time, aggressive − conservative: ${difference(timeDifference)}`);
  say(`quality, conservative − aggressive: ${difference(qualityDifference)}`);
  if (pairedReplay) {
    say(dim(`Both arms over the same ${pairedReplay.runs} recorded runs (${pairedReplay.unknown} not known):`));
    say(dim(`  time ${difference(pairedReplay.timeDifference)}, quality ${difference(pairedReplay.qualityDifference)}`));
  }
  for (const { healthy, sentence } of health) if (!healthy) say(`Not healthy: ${sentence}`);
}

function difference({ value, sequence, n }: DifferenceView): string {
  if (value === null || !sequence) return `too little to say (n = ${n})`;
  return `${percent(value)} (${percent(sequence.lower)} to ${percent(sequence.upper)}, n = ${n})`;
}
