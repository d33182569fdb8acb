/** Every message of the bot, with a given text in each place where foreign text can stand. */
import type { Analysis, Claim, Fallacy, Span } from '@/lib/core/runs/content';
import type { RunDetailView } from '@/lib/core/runs/views';
import { answerMessage, feedsMessage, recentMessage, searchMessage } from '@/lib/delivery/discord/answers';
import type { MessageBody } from '@/lib/delivery/discord/message';
import { reportPages } from '@/lib/delivery/discord/report-pages';
import { progressMessage } from '@/lib/delivery/discord/run-progress';
import { resultMessage } from '@/lib/delivery/discord/run-result';
import { OWN_BASE, SOURCE_URL } from './read';

/** A stretch of a message that shows the text and nothing else, and what it shows where the text is empty. */
export interface Placed {
  text: string;
  fallback: string;
}

export interface Surface {
  surface: string;
  body: MessageBody;
  placed: Placed[];
}

const LINKS = { baseUrl: OWN_BASE };
const RUN_ID = '01930000-0000-7000-8000-000000000000';
const HOST = 'source.example';

/** messagesWith makes the messages of one text. */
export function messagesWith(text: string): Surface[] {
  const full = runWith(text, 'full');
  const result = resultMessage(full, LINKS);
  const quick = resultMessage(runWith(text, 'lightweight'), LINKS);
  const exit = resultMessage({ ...runWith(text, 'early_exit'), analysis: null, quickResult: null }, LINKS);
  const failed = resultMessage({ ...full, state: 'failed', processingType: null, error: errorWith(text) }, LINKS);
  const progress = progressMessage({ ...full, state: 'hearing', stages: [stageWith(text)] }, LINKS);
  const passage = { runId: RUN_ID, title: text, text, startSeconds: 61 };
  const search = searchMessage(text, [passage, passage], LINKS);
  const answer = answerMessage({ question: text, text, citations: [passage] }, RUN_ID, LINKS);
  const title = (body: MessageBody, fallback = HOST): Placed => ({ text: body.embeds[0]?.title ?? '', fallback });
  /** The parts of a description, verdict first. */
  const parts = (body: MessageBody): string[] => (body.embeds[0]?.description ?? '').split('\n\n');
  const isShown = parts(result).length === 2;
  return [
    {
      surface: 'full result',
      body: result,
      placed: [title(result), ...(isShown ? parts(result).map((part) => ({ text: part, fallback: '' })) : []), ...points(result)],
    },
    { surface: 'quick result', body: quick, placed: [title(quick)] },
    { surface: 'early exit', body: exit, placed: [title(exit), { text: parts(exit)[0] ?? '', fallback: 'There is nothing to show.' }] },
    { surface: 'failed', body: failed, placed: [title(failed)] },
    { surface: 'progress', body: progress, placed: [title(progress)] },
    { surface: 'search', body: search, placed: [title(search, 'Search')] },
    {
      surface: 'answer',
      body: answer,
      placed: [title(answer, 'Answer'), { text: answer.embeds[0]?.description ?? '', fallback: 'Memory has no answer to that.' }],
    },
    { surface: 'recent', body: recentMessage([full, full], LINKS), placed: [] },
    { surface: 'feeds', body: feedsMessage([{ id: RUN_ID, title: text, url: text, state: 'failing', detail: text }], LINKS), placed: [] },
    ...reportPages(full, LINKS).map((body) => ({ surface: 'thread', body, placed: [] })),
  ];
}

/** Each line of the claims is a bullet, a timestamp and the claim. */
function points({ embeds }: MessageBody): Placed[] {
  const claims = embeds[0]?.fields?.find(({ name }) => name === 'Top claims')?.value ?? '';
  return claims
    .split('\n')
    .filter((line) => line.startsWith('• '))
    .map((line) => ({ text: line.replace(/^• \[[^\]]*\]\([^)]*\) /, ''), fallback: '' }));
}

function errorWith(text: string) {
  return {
    code: 'source_not_found',
    title: 'Not found at the source',
    message: text,
    advice: text,
    fault: 'source',
    retry: 'never',
  } as const;
}

function stageWith(text: string): RunDetailView['stages'][number] {
  return { stage: 'hear', status: 'running', progress: 0.5, doing: text, seconds: 1, attempts: 0, crashes: 0, retryAt: null };
}

function runWith(text: string, processingType: 'full' | 'lightweight' | 'early_exit'): RunDetailView {
  const span: Span = { quote: text, segmentIndex: 0, startSeconds: 192 };
  const claim: Claim = { text, span, checkWorthiness: 0.9 };
  const fallacy: Fallacy = { name: text, span, cue: text, explanation: text, confidence: 0.8, status: 'likely' };
  const analysis: Analysis = {
    shortSummary: text,
    summary: text,
    keyPoints: [claim],
    claims: [claim, claim, claim, claim, claim, claim],
    perspectives: [{ topic: text, positions: [{ stance: text, holder: text, spans: [span] }] }],
    fallacies: [fallacy, fallacy],
    entities: [],
    relations: [],
    engine: 'local@1',
    usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
    verification: { quotesChecked: 1, quotesDropped: 0 },
  };
  return {
    id: RUN_ID,
    url: SOURCE_URL,
    title: text,
    sourceHost: HOST,
    mediaKind: 'audio',
    durationSeconds: 600,
    kind: 'primary',
    depth: 'auto',
    priority: 'medium',
    state: 'finished',
    processingType,
    contentType: 'news',
    exitCheckpoint: null,
    verdict: text,
    qualityScore: 0.7,
    configVersion: 1,
    spentSeconds: 12,
    timeSavedPct: 0.6,
    error: null,
    parentRunId: null,
    createdAt: '2026-01-05T12:00:00.000Z',
    finishedAt: '2026-01-05T12:01:00.000Z',
    metadata: null,
    hasMedia: false,
    stages: [],
    signalSets: [],
    decisions: [],
    prediction: null,
    quickResult: { summary: text, keyPoints: [claim], engine: 'extractive@2' },
    assessment: null,
    analysis: processingType === 'full' ? analysis : null,
    transcriptInfo: null,
    rounds: [],
    effectiveConfig: { hash: '', version: 1, flags: [] },
    children: [],
    entries: [],
    isEntry: false,
    subscriberCount: 1,
    feedback: null,
    audit: null,
    eventSeq: 1,
  };
}
