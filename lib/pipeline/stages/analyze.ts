import { analysisSignals } from '@/lib/core/signals/results';
import { requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { chunkTranscript, noveltyOf } from '@/lib/memory';
import { exitFacts, knownSignals, passCheckpoint } from '../gate';
import { analyzeWithModel } from '../llm-analysis';

import { artifact, outcome, type StageContext, type StageOutcome } from '../outcome';
import { scoreFacts } from './scores';

/** Passages that are compared with memory: spread over the item, enough to tell a repeat from something new. */
const NOVELTY_PASSAGES = 32;

/** Of the bar, where a model analyses as well. */
const LOCAL_SHARE = 0.1;

/** analyzeStage makes the full analysis, scores it, and asks post_analysis whether it is worth remembering and delivering. */
export async function analyzeStage(context: StageContext): Promise<StageOutcome> {
  const { run, config, engines, signal, progress } = context;
  const { metadata } = await requireArtifact(database(), run.lineageId, 'acquired');
  const transcript = await requireArtifact(database(), run.id, 'transcript');
  const contentType = run.contentType ?? 'general';

  const input = { metadata, transcript, contentType };
  const byModel = config.llm !== undefined;
  const local = await engines.analyzer.analyze(input, (share, doing) => progress(byModel ? share * LOCAL_SHARE : share, doing), signal);
  const analysis = byModel
    ? await analyzeWithModel(context, config.llm!, input, local, (share, doing) => progress(LOCAL_SHARE + (1 - LOCAL_SHARE) * share, doing))
    : local;
  progress(0.95, 'Scoring the analysis');
  const assessment = await engines.assessor.assess(analysis, transcript, config.quality.weights, signal);

  const chunks = chunkTranscript(transcript);
  const step = Math.max(1, chunks.length / NOVELTY_PASSAGES);
  const spread = Array.from({ length: Math.min(chunks.length, NOVELTY_PASSAGES) }, (_, i) => chunks[Math.floor(i * step)]!.text);
  const novelty = await noveltyOf(await engines.embedder.embed(spread, signal), run.canonicalUrl, engines.embedder);
  const signals = { ...(await knownSignals(run.id)), ...analysisSignals(local, novelty) };
  const pass = passCheckpoint(context, 'post_analysis', contentType, signals);
  const fired = pass.decision.fired;
  return outcome(fired ? 'finish' : 'remember', {
    facts: fired ? exitFacts('post_analysis', fired) : scoreFacts(assessment),
    artifacts: [
      artifact('run', 'analysis', analysis.engine, analysis),
      artifact('run', 'assessment', `${assessment.engine}/full`, assessment),
    ],
    signalSets: [pass.signalSet],
    gates: [pass.gate],
  });
}
