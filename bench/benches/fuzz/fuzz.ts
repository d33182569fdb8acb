/** Sends what ./requests makes, to whatever answers, and counts what ./judge finds. */
import type { Asked, Question } from '../../support/ask';
import { createJudge, type Fault } from './judge';
import { type Document, type FuzzRequest, family, requestsFor } from './requests';
import type { Kind, Random } from './values';

export interface FuzzFailure {
  /** In the order of the requests of this seed. */
  number: number;
  kind: Kind;
  fault: Fault;
  request: string;
  problem: string;
}

export interface FuzzResult {
  requests: number;
  failures: FuzzFailure[];
  /** Answers by kind and status. */
  outcomes: Record<Kind, Record<string, number>>;
  milliseconds: number[];
}

const SHOWN_BODY = 300;
const KEPT_IDS = 50;

export async function fuzz(
  document: Document,
  send: (question: Question) => Promise<Asked>,
  { random, perKind, say = () => {} }: { random: Random; perKind: number; say?: (requests: number, failures: number) => void },
): Promise<FuzzResult> {
  const judge = createJudge(document);
  const known = new Map<string, string[]>();
  const result: FuzzResult = {
    requests: 0,
    failures: [],
    outcomes: { valid: {}, boundary: {}, invalid: {}, hostile: {} },
    milliseconds: [],
  };
  for (const request of requestsFor(document, random, perKind, known)) {
    const sentAt = performance.now();
    const asked = await send(request);
    result.milliseconds.push(performance.now() - sentAt);
    const { status, fault } = judge(request, asked);
    const counts = result.outcomes[request.kind];
    counts[status] = (counts[status] ?? 0) + 1;
    result.requests += 1;
    if (fault)
      result.failures.push({
        number: result.requests,
        kind: request.kind,
        fault: fault.kind,
        request: shown(request),
        problem: fault.problem,
      });
    if ('status' in asked && status < 300) learn(known, family(request.template), asked.body);
    if (result.requests % 500 === 0) say(result.requests, result.failures.length);
  }
  return result;
}

const shown = ({ method, path, headers, body }: FuzzRequest) =>
  `${method} ${path.slice(0, SHOWN_BODY)} ${JSON.stringify(headers)} ${String(body ?? '').slice(0, SHOWN_BODY)}`;

/** Ids that an answer names lead to what is there. */
function learn(known: Map<string, string[]>, group: string, body: string): void {
  const ids = [...body.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id!);
  known.set(group, [...new Set([...ids, ...(known.get(group) ?? [])])].slice(0, KEPT_IDS));
}
