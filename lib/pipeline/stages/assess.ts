import { decideBypass } from '@/lib/core/gates/bypass';
import { routeContent, settleContentType } from '@/lib/core/gates/routing';
import { postTranscriptionSignals, qualitySignals } from '@/lib/core/signals/results';
import { languageConfidenceOf } from '@/lib/core/signals/sample';
import { textOf } from '@/lib/core/signals/text';
import { findUnits, requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { languageOfText } from '@/lib/engines/text/language';
import { bypassRecord, exitFacts, knownSignals, passCheckpoint, routingRecord } from '../gate';
import { artifact, type GateRecord, outcome, type PendingArtifact, type RunFacts, type StageContext, type StageOutcome } from '../outcome';
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
  const settled = settleContentType(prediction, config);
  const signals = {
    ...before,
    content_type: settled.contentType,
    content_type_confidence: settled.probability,
    ...postTranscriptionSignals({
      transcript,
      durationSeconds: run.durationSeconds,
      languageConfidence: await languageConfidence(context, text),
      quality,
    }),
  };
  const facts: RunFacts = { contentType: settled.contentType, wordCount: Number(signals.word_count ?? 0) };
  const artifacts: PendingArtifact[] = [
    artifact('run', 'prediction', prediction.engine, prediction),
    artifact('run', 'transcript_quality', engines.assessor.engine, quality),
  ];
  const transcribed = passCheckpoint(context, 'post_transcription', 0, settled.contentType, signals);
  const gates: GateRecord[] = [transcribed.gate];
  const signalSets = [transcribed.signalSet];
  const stop = (exit: RunFacts) => outcome('remember', { facts: { ...facts, ...exit }, artifacts, signalSets, gates });
  if (transcribed.decision.fired) return stop(exitFacts('post_transcription', transcribed.decision.fired));

  const routing = routeContent({ prediction, depth: run.depth, requestedPriority: run.priorityRequested ? run.priority : null, config });
  gates.push(routingRecord(routing));
  facts.priority = routing.priority;

  progress(0.4, 'Making the quick result');
  const quickResult = await engines.summarizer.summarize({ metadata: acquired.metadata, transcript }, signal);
  progress(0.7, 'Scoring the quick result');
  const assessment = await engines.assessor.assess(quickResult, transcript, config.quality.weights, signal);
  artifacts.push(
    artifact('run', 'quick_result', quickResult.engine, quickResult),
    artifact('run', 'assessment', assessment.engine, assessment),
  );
  const light: RunFacts = { processingType: 'lightweight', ...scoreFacts(assessment) };
  if (routing.mode === 'lightweight') return stop({ ...light, verdict: `Kept light. ${routing.reason}` });

  const bypass = decideBypass({ assessment, routing, heardShare: 1, config });
  gates.push(bypassRecord(bypass));
  if (bypass.bypass) return stop({ ...light, verdict: bypass.reason });

  const assessed = passCheckpoint(context, 'post_quality_filtering', 0, settled.contentType, { ...signals, ...qualitySignals(assessment) });
  gates.push(assessed.gate);
  signalSets.push(assessed.signalSet);
  if (assessed.decision.fired) return stop(exitFacts('post_quality_filtering', assessed.decision.fired));
  return outcome('analyze', {
    facts: { ...facts, processingType: 'full', verdict: `Analysed in full. ${bypass.applicable ? bypass.reason : routing.reason}` },
    artifacts,
    signalSets,
    gates,
  });
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
