import type { SettingView } from '@/lib/core/config/views';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { CHECKPOINT_LABELS, humanise } from '../words';

/** A setting that has a control of its own. */
export interface Control {
  setting: SettingView;
  label: string;
  hint: string;
  kind: 'share' | 'switch' | 'mode';
}

export interface ControlGroup {
  title: string;
  hint: string;
  controls: Control[];
}

const BARS: Record<string, [label: string, hint: string]> = {
  min_overall: ['Overall', 'The weighted mean of the three below'],
  min_coherence: ['Coherence', 'Does the quick result hang together?'],
  min_completeness: ['Completeness', 'How much of the item does it carry?'],
  min_informativeness: ['Informativeness', 'Names, figures and claims against filler'],
};
const ROUTING: Record<string, [label: string, hint: string]> = {
  min_type_confidence: ['To have a type', 'Less sure than this, and an item is general'],
  full_min_confidence: ['To be sent to full', 'A mistake costs time'],
  lightweight_min_confidence: ['To be sent light', 'A mistake loses content'],
};
const AUDITS: Record<string, [label: string, hint: string]> = {
  'promise.false_stop_rate': ['False stops, at most', 'What a recommendation must hold'],
  'audit.max_loss': ['Loss of a false stop', 'A stop that lost more than this share was a false one'],
  'audit.rate': ['Audited stops', 'Share of the stops that are analysed in full all the same'],
  'audit.warmup_rate': ['Audited stops at first', 'Until audit.warmup_audits are in'],
};
const SWITCHES: Record<string, [label: string, hint: string]> = {
  'quality_filtering.enabled': ['Quality filtering', 'Keep quick results that are good enough'],
  'content_routing.enabled': ['Content routing', 'Treat content types differently'],
  'early_exit.enabled': ['Early exits', 'Stop where there is nothing worth analysing'],
};

/** controlGroups finds a control for every threshold, mode and switch of the configuration. */
export function controlGroups(settings: readonly SettingView[]): ControlGroup[] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]));
  const at = (key: string, kind: Control['kind'], [label, hint]: readonly [string, string]): Control[] => {
    const setting = byKey.get(key);
    return setting ? [{ setting, kind, label, hint }] : [];
  };
  const types = settings.filter(({ key }) => /^content_routing\.(content_types|custom_types)\.\w+\.processing_mode$/.test(key));
  const own = settings.filter(({ key }) => /^content_routing\.(content_types|custom_types)\.\w+\.thresholds\.\w+$/.test(key));
  const nameIn = (key: string) => humanise(key.split('.')[2] ?? '');
  return [
    {
      title: 'Optimisations',
      hint: 'With all three off, every run is full.',
      controls: Object.entries(SWITCHES).flatMap(([key, words]) => at(key, 'switch', words)),
    },
    {
      title: 'Quality bypass',
      hint: 'A lower bar keeps more quick results and saves more; a higher bar sends more items to the full analysis.',
      controls: [
        ...Object.entries(BARS).flatMap(([name, words]) => at(`quality_filtering.thresholds.${name}`, 'share', words)),
        ...at('quality_filtering.sampling.max_sample_share', 'share', [
          'Largest sample',
          'Share of an item that is heard before it is escalated',
        ]),
      ],
    },
    {
      title: 'Early exits',
      hint: 'How sure a condition must be to end a run there.',
      controls: CHECKPOINTS.flatMap((name) => [
        ...at(`early_exit.checkpoints.${name}.min_confidence`, 'share', [CHECKPOINT_LABELS[name], hintOf(name, settings)]),
        ...at(`early_exit.checkpoints.${name}.enabled`, 'switch', [`${CHECKPOINT_LABELS[name]}: may stop runs`, '']),
      ]),
    },
    {
      title: 'Content types',
      hint: 'How sure the type must be, and what is done with each.',
      controls: [
        ...Object.entries(ROUTING).flatMap(([name, words]) => at(`content_routing.default_routing.${name}`, 'share', words)),
        ...types.map((setting): Control => ({ setting, kind: 'mode', label: nameIn(setting.key), hint: '' })),
        ...own.map((setting): Control => {
          const bar = BARS[setting.key.split('.').at(-1) ?? '']?.[0] ?? '';
          return { setting, kind: 'share', label: `${nameIn(setting.key)}: ${bar.toLowerCase()}`, hint: 'A bar of its own' };
        }),
      ],
    },
    {
      title: 'Audits and promise',
      hint: 'How many stops are checked, what counts as a false one, and how few of those a recommendation must hold.',
      controls: Object.entries(AUDITS).flatMap(([key, words]) => at(`quality_filtering.${key}`, 'share', words)),
    },
  ].filter(({ controls }) => controls.length > 0);
}

/** How many of the checkpoint's conditions reach its bar as it stands. */
function hintOf(checkpoint: CheckpointName, settings: readonly SettingView[]): string {
  const under = `early_exit.checkpoints.${checkpoint}.`;
  const declared = settings.filter(({ key }) => key.startsWith(`${under}conditions.`) && key.endsWith('.confidence'));
  if (declared.length === 0) return 'No conditions';
  return `Its conditions declare ${declared.map(({ value }) => String(value)).join(', ')}`;
}

export const PRESETS = ['conservative', 'balanced', 'aggressive'] as const;
export type PresetName = (typeof PRESETS)[number];

export interface Preset {
  name: PresetName;
  values: Record<string, number>;
  /** The guide's guess. */
  expect: { bypassRate: number; qualityScore: number };
}

/** presetsOf reads the presets of the configuration: what each sets, and what the guide guesses of it. */
export function presetsOf(settings: readonly SettingView[]): Preset[] {
  const values = new Map(settings.map(({ key, value }) => [key, value]));
  return PRESETS.flatMap((name) => {
    const of = (key: string) => values.get(`quality_filtering.presets.${name}.${key}`);
    const [overall, dimension, confidence, bypassRate, qualityScore] = [
      of('min_overall'),
      of('min_dimension'),
      of('min_confidence'),
      of('expect.bypass_rate'),
      of('expect.quality_score_avg'),
    ].map(Number) as [number, number, number, number, number];
    if (!Number.isFinite(overall)) return [];
    const bars = { min_overall: overall, min_coherence: dimension, min_completeness: dimension, min_informativeness: dimension };
    return [
      {
        name,
        expect: { bypassRate, qualityScore },
        values: {
          ...Object.fromEntries(Object.entries(bars).map(([bar, value]) => [`quality_filtering.thresholds.${bar}`, value])),
          ...Object.fromEntries(CHECKPOINTS.map((checkpoint) => [`early_exit.checkpoints.${checkpoint}.min_confidence`, confidence])),
        },
      },
    ];
  });
}
