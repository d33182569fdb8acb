import type { AnalysisUsage } from '@/lib/core/runs/content';
import type { LlmFailureReason, LlmReport } from '@/lib/core/runs/llm-report';
import { count, percent } from '../format';

const REASONS: Record<LlmFailureReason, string> = {
  unauthorized: 'the endpoint refused the key',
  unreachable: 'the endpoint could not be reached',
  rate_limited: 'the endpoint asked for a pause that is too long',
  server_error: 'the endpoint failed',
  timeout: 'the endpoint did not answer in time',
  bad_request: 'the endpoint refused the request',
  unknown_model: 'the endpoint does not know the model',
  over_budget: 'the budget of a run does not allow it',
  refused: 'the model declined to answer',
  filtered: 'a content filter withheld the answer',
  cut_off: 'the answer was cut off',
  invalid_answer: 'the answer was not in the form that was asked for',
  leaked: 'the model repeated its orders, as a text can make it do',
  off_topic: 'what the model wrote was not about the item',
};

/** modelVerdict says in one sentence whose result is shown, and why where it is not all the model's. */
export function modelVerdict({ result, reason, detail, parts }: LlmReport): string {
  if (result === 'model') return 'The language model made this result.';
  const why = reason ? REASONS[reason] : 'the model gave nothing that holds';
  const more = detail ? ` (${detail})` : '';
  if (result === 'local') return `The local engine made this result: ${why}${more}.`;
  return `The language model made this result, ${parts.total - parts.byModel > 0 ? `but for ${count(parts.total - parts.byModel, 'part')} of ${parts.total}` : 'but for some of it'}: ${why}${more}. There the local engine stands in.`;
}

/** Micros of a US dollar: `$0.0042`, `$1.20`; what is not known is never `$0`. */
export function costWords(micros: number | null): string {
  if (micros === null) return 'unknown (no price is set)';
  const usd = micros / 1e6;
  if (usd === 0) return '$0';
  if (usd < 0.0001) return '< $0.0001';
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}

/** modelFacts lists what a run asked of language models, name and value. Empty where none was asked. */
export function modelFacts(usage: AnalysisUsage, report: LlmReport): [string, string][] {
  const { cached, compression, tokensEstimated, withheld, scrubbed, parts } = report;
  const sum = (list: LlmReport['withheld']) => list.reduce((total, item) => total + item.count, 0);
  const reused = cached.exact + cached.similar;
  const facts: [string, string | null][] = [
    ['API calls', usage.apiCalls.toLocaleString('en')],
    ['Tokens in', `${usage.inputTokens.toLocaleString('en')}${tokensEstimated ? ' (estimated)' : ''}`],
    ['Tokens out', `${usage.outputTokens.toLocaleString('en')}${tokensEstimated ? ' (estimated)' : ''}`],
    ['Cost', costWords(usage.costUsdMicros)],
    ['Parts read by the model', parts.total > 0 ? `${parts.byModel} of ${parts.total}` : null],
    [
      'Answers from the cache',
      reused > 0
        ? `${cached.exact} to the same question, ${cached.similar} to a similar one; saved ${costWords(cached.savedUsdMicros)}`
        : null,
    ],
    [
      'Prompt compression',
      compression &&
        `${percent(1 - compression.tokensAfter / compression.tokensBefore)} fewer tokens, ${percent(compression.salienceKept)} of what the text tells`,
    ],
    ['Sentences withheld from the model', sum(withheld) > 0 ? `${sum(withheld)}, which read like orders to a machine` : null],
    [
      'Taken out',
      sum(scrubbed) > 0 ? scrubbed.map(({ reason, count: times }) => `${reason.replaceAll('_', ' ')} ${times}`).join(', ') : null,
    ],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
