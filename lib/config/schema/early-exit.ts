import { z } from 'zod';
import { compileCondition } from '@/lib/core/conditions/compile';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { contentTypeName, type IssueParams, listOf, mapping, orAbsent, share, textUpTo, yesOrNo } from './fields';

/** Of a condition that states none. */
const DEFAULT_CONFIDENCE = 0.9;

/** A plain string is a condition with the default confidence; name and reason default to the condition's own text. */
const condition = (checkpoint: CheckpointName) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? { condition: value } : value),
    mapping({
      name: textUpTo(80).optional(),
      condition: z.string({ error: 'a condition' }).check(({ value, issues }) => {
        const compiled = compileCondition(value, checkpoint);
        if (compiled.ok) return;
        for (const { message, position } of compiled.errors) {
          const params: IssueParams = { index: position, sentence: message };
          issues.push({ code: 'custom', input: value, message: 'a condition', params });
        }
      }),
      confidence: share().default(DEFAULT_CONFIDENCE),
      reason: textUpTo(200).optional(),
    }).transform((one) => ({ ...one, name: one.name ?? one.condition, reason: one.reason ?? one.condition })),
  );

type ConditionList = { condition: string }[];

/** The same condition twice, however spelt, would have one evidence and two confidences. */
function refuseTwins(checkpoint: CheckpointName, list: ConditionList, report: (index: number, first: string) => void): void {
  const first = new Map<string, string>();
  for (const [index, { condition: text }] of list.entries()) {
    const compiled = compileCondition(text, checkpoint);
    if (!compiled.ok) continue;
    const { normalised } = compiled.condition;
    const twin = first.get(normalised);
    if (twin === undefined) first.set(normalised, text);
    else report(index, twin);
  }
}

const checkpoint = (name: CheckpointName, minConfidence: number) =>
  orAbsent(
    mapping({
      enabled: yesOrNo().default(true),
      min_confidence: share().default(minConfidence),
      conditions: orAbsent(
        listOf(condition(name), 100)
          .default([])
          .check(({ value, issues }) => {
            refuseTwins(name, value, (index, first) => {
              const params: IssueParams = { sentence: `says the same as "${first}" above` };
              issues.push({ code: 'custom', input: value[index], path: [index], message: 'a condition that is not there yet', params });
            });
          }),
      ),
    }).prefault({}),
  );

/**
 * What the shipped file says, for a file without `checkpoints`. A file that has some replaces them as a whole: a checkpoint left out of it
 * has no conditions, or deleting one from the file would bring back conditions that nobody sees.
 */
const DEFAULT_CHECKPOINTS = {
  post_download: {
    conditions: [
      'duration_seconds < 60',
      { name: 'spam_title', condition: 'title_spam_score > 0.80', confidence: 0.87, reason: 'Title reads like spam' },
    ],
  },
  mid_transcription: { conditions: [{ condition: 'speech_ratio < 0.05', confidence: 0.97, reason: 'Hardly anything is said' }] },
  post_transcription: {
    conditions: [
      { condition: 'word_count < 40', confidence: 0.95 },
      { condition: 'repetition_ratio > 0.70', confidence: 0.82 },
    ],
  },
  post_quality_filtering: { conditions: [{ condition: 'overall_quality < 0.50 and content_informativeness < 0.30', confidence: 0.8 }] },
  post_analysis: { conditions: [{ condition: 'claim_count == 0 and novelty_score < 0.10', confidence: 0.82 }] },
};

const override = mapping({ enabled: yesOrNo() });
const overrides = mapping(
  Object.fromEntries(CHECKPOINTS.map((name) => [name, override.optional()])) as Record<CheckpointName, z.ZodOptional<typeof override>>,
);

export const earlyExitSchema = mapping({
  enabled: yesOrNo().default(true),
  checkpoints: orAbsent(
    mapping({
      post_download: checkpoint('post_download', 0.85),
      mid_transcription: checkpoint('mid_transcription', 0.85),
      post_transcription: checkpoint('post_transcription', 0.8),
      post_quality_filtering: checkpoint('post_quality_filtering', 0.75),
      post_analysis: checkpoint('post_analysis', 0.8),
    }).prefault(DEFAULT_CHECKPOINTS),
  ),
  content_type_overrides: orAbsent(
    z
      .record(contentTypeName(), overrides, { error: 'a mapping of content type names to checkpoints' })
      .prefault({ news: { post_download: { enabled: false } } }),
  ),
});

export type EarlyExitConfig = z.output<typeof earlyExitSchema>;
