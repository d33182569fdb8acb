import { decideAssessed, decideTranscribed } from '@/lib/core/gates/whole';
import { postTranscriptionSignals } from '@/lib/core/signals/results';
import { languageConfidenceOf } from '@/lib/core/signals/sample';
import { textOf } from '@/lib/core/signals/text';
import { findUnits, requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { languageOfText } from '@/lib/engines/text/language';
import { bypassRecord, checkpointRecord, exitFacts, knownSignals, routingRecord } from '../gate';
import { artifact, outcome, type RunFacts, type StageContext, type StageOutcome } from '../outcome';
import { customTypesOf } from './acquire';
import { scoreFacts } from './scores';

/**
 * assessStage reads the whole text: asks post_transcription, classifies on everything, routes, makes the quick result and scores it, and
 * decides whether that is good enough. Gates are asked and recorded in this order; the first that ends the run decides.
 */
export async function assessStage(context: StageContext): Promise<StageOutcome> {
  const { run, config, engines, signal, progress } = context;
  const acquired = await requireArtifact(database(), run.lineageId, 'acquired');
  const transcript = await requireArtifact(database(), run.id, 'transcript');
  const text = textOf(transcript);
  const before = await knownSignals(run.id);

  progress(0.1, 'Measuring the text');
  const quality = await engines.assessor.assessTranscript(transcript, signal);
  const prediction = await engines.classifier.classify({ ...acquired, text, customTypes: customTypesOf(context) }, signal);
  const measured = postTranscriptionSignals({
    transcript,
    durationSeconds: run.durationSeconds,
    languageConfidence: await languageConfidence(context, text),
    quality,
  });
  const { depth } = run;
  const requestedPriority = run.priorityRequested ? run.priority : null;
  const transcribed = decideTranscribed({ signals: { ...before, ...measured }, prediction, depth, requestedPriority, config });
  const result = outcome('remember', {
    facts: { contentType: transcribed.contentType, wordCount: Number(measured.word_count ?? 0) },
    artifacts: [
      artifact('run', 'prediction', prediction.engine, prediction),
      artifact('run', 'transcript_quality', engines.assessor.engine, quality),
    ],
    signalSets: [{ checkpoint: 'post_transcription', round: 0, signals: transcribed.signals }],
    gates: [checkpointRecord(transcribed.checkpoint)],
  });
  const { fired } = transcribed.checkpoint;
  if (fired) return { ...result, facts: { ...result.facts, ...exitFacts('post_transcription', fired) } };
  result.gates.push(routingRecord(transcribed.routing));
  result.facts.priority = transcribed.routing.priority;

  progress(0.4, 'Making the quick result');
  const quickResult = await engines.summarizer.summarize({ metadata: acquired.metadata, transcript }, signal);
  progress(0.7, 'Scoring the quick result');
  const assessment = await engines.assessor.assess(quickResult, transcript, config.quality.weights, signal);
  result.artifacts.push(
    artifact('run', 'quick_result', quickResult.engine, quickResult),
    artifact('run', 'assessment', assessment.engine, assessment),
  );
  const assessed = decideAssessed({ transcribed, assessment, depth, config });
  if (assessed.bypass) result.gates.push(bypassRecord(assessed.bypass));
  if (assessed.checkpoint) {
    result.gates.push(checkpointRecord(assessed.checkpoint));
    result.signalSets.push({ checkpoint: 'post_quality_filtering', round: 0, signals: assessed.signals });
  }
  const end = (facts: RunFacts, next: 'remember' | 'analyze' = 'remember'): StageOutcome => ({
    ...result,
    next,
    facts: { ...result.facts, ...facts },
  });
  if (assessed.checkpoint?.fired) return end(exitFacts('post_quality_filtering', assessed.checkpoint.fired));
  if (assessed.step === 'analyze') return end({ processingType: 'full', verdict: assessed.reason }, 'analyze');
  return end({ processingType: 'lightweight', ...scoreFacts(assessment), verdict: assessed.reason });
}

/** Of what was heard, else of the text. */
async function languageConfidence({ run }: StageContext, text: string): Promise<number | null> {
  const heard = run.heardSeconds === null ? [] : await findAllHeard(run.lineageId);
  return languageConfidenceOf(heard) ?? languageOfText(text)?.confidence ?? null;
}

async function findAllHeard(lineageId: string) {
  const models = ['moonshine-base', 'moonshine-tiny', 'api'];
  const units = await Promise.all(models.map((model) => findUnits(database(), lineageId, 'heard_window', model)));
  return units.flatMap((byUnit) => [...byUnit.values()]);
}
