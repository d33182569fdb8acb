import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionText, partAndWhole } from '@/lib/core/conditions/arbitrary';
import { evaluateCheckpoint } from './checkpoint';
import { conditionPolicy, exampleConfig, typePolicy } from './fixture';
import type { CheckpointInput } from './inputs';

const short = conditionPolicy('duration < 60', 0.9);
const spam = conditionPolicy('title_spam_score > 0.8', 0.95);
const both = { conditions: [short, spam] };

function decide(changes: Parameters<typeof exampleConfig>[0], input: Partial<CheckpointInput> = {}) {
  return evaluateCheckpoint({
    checkpoint: 'post_download',
    signals: { duration_seconds: 30, title_spam_score: 0.9 },
    contentType: 'news',
    depth: 'auto',
    config: exampleConfig(changes),
    ...input,
  });
}

describe('a checkpoint', () => {
  it('stops the run by the most confident condition that is true, and records all of them', () => {
    const decision = decide({ postDownload: both });
    expect(decision.fired).toMatchObject({ name: 'title_spam_score > 0.8', confidence: 0.95, result: true, heldBackBecause: null });
    expect(decision.conditions.map(({ result }) => result)).toEqual([true, true]);
    expect(decision).toMatchObject({ enabled: true, disabledBecause: null, wouldFire: decision.fired });
  });

  it('takes the first listed of equally confident ones', () => {
    const twin = conditionPolicy('title_length < 500', 0.9);
    const decision = decide({ postDownload: { conditions: [short, twin] } }, { signals: { duration_seconds: 30, title_length: 3 } });
    expect(decision.fired?.key).toBe(short.key);
  });

  it('goes on where nothing is true, and where something is unknown', () => {
    expect(decide({ postDownload: both }, { signals: { duration_seconds: 3600, title_spam_score: 0.1 } }).fired).toBeNull();
    const unknown = decide({ postDownload: both }, { signals: {} });
    expect(unknown.fired).toBeNull();
    expect(unknown.conditions[0]).toMatchObject({ result: null, explanation: [{ values: [{ signal: 'duration_seconds', value: null }] }] });
  });

  it('holds a condition back that is less confident than the checkpoint asks for, and says so', () => {
    const decision = decide({ postDownload: { conditions: [short], minConfidence: 0.91 } });
    expect(decision.fired).toBeNull();
    expect(decision.wouldFire).toBeNull();
    expect(decision.conditions[0]).toMatchObject({ result: true, heldBackBecause: expect.stringContaining('0.90 is under the 0.91') });
  });

  it('lets a condition fire whose confidence just reaches the bar', () => {
    expect(decide({ postDownload: { conditions: [short], minConfidence: 0.9 } }).fired).not.toBeNull();
  });

  it('goes on evaluating a suspended condition, but never fires it', () => {
    const decision = decide({ postDownload: both, suspendedConditions: [spam.key] });
    expect(decision.conditions[1]).toMatchObject({ result: true, heldBackBecause: expect.stringContaining('evidence') });
    expect(decision.fired?.key).toBe(short.key);
  });

  it('never fires a condition that this version can no longer read', () => {
    const decision = decide({ postDownload: { conditions: [conditionPolicy('a_signal_of_old < 3', 0.99)] } });
    expect(decision).toMatchObject({ fired: null, conditions: [{ result: null, explanation: [] }] });
  });

  it('fires exactly where its one condition is true', () => {
    fc.assert(
      fc.property(conditionText, partAndWhole, (condition, { part }) => {
        const policy = conditionPolicy(condition, 0.9, 'post_analysis');
        const decision = decide({ postDownload: { conditions: [policy] } }, { signals: part });
        return (decision.fired !== null) === (decision.conditions[0]?.result === true);
      }),
    );
  });
});

describe('a checkpoint that may not stop the run says why, and still tells what would have fired', () => {
  it.each<[string, Parameters<typeof exampleConfig>[0], Partial<CheckpointInput>, RegExp]>([
    ['the full analysis was asked for', {}, { depth: 'full' }, /full analysis was asked for/],
    ['the flag is off', { flags: { earlyExit: false } }, {}, /switched off/],
    ['the checkpoint is off', { postDownload: { enabled: false } }, {}, /checkpoint is switched off/],
    [
      'it is off for the type',
      { overrides: [{ contentType: 'news', checkpoint: 'post_download', enabled: false }] },
      {},
      /switched off for items of type news/,
    ],
    [
      'the type is never stopped',
      { routing: { contentTypes: [typePolicy('news', 'full', { earlyExit: false })] } },
      {},
      /type news are never stopped/,
    ],
  ])('%s', (_, changes, input, reason) => {
    const decision = decide({ ...changes, postDownload: { ...both, ...changes?.postDownload } }, input);
    expect(decision).toMatchObject({ enabled: false, disabledBecause: expect.stringMatching(reason), fired: null });
    expect(decision.wouldFire?.key).toBe(spam.key);
  });

  it('an override concerns its own type and checkpoint only', () => {
    const overrides = [
      { contentType: 'music', checkpoint: 'post_download' as const, enabled: false },
      { contentType: 'news', checkpoint: 'post_analysis' as const, enabled: false },
    ];
    expect(decide({ postDownload: both, overrides }).fired).not.toBeNull();
  });

  it('an override can switch a checkpoint on for a type', () => {
    const overrides = [{ contentType: 'news', checkpoint: 'post_download' as const, enabled: true }];
    expect(decide({ postDownload: { ...both, enabled: false }, overrides }).fired).not.toBeNull();
  });

  it('depth quick stops early like any other', () => {
    expect(decide({ postDownload: both }, { depth: 'quick' }).fired).not.toBeNull();
  });
});
