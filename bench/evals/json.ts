/**
 * npm run eval -- json --file F [--limit N]: each byte string (fields id, expect: accept | reject | either, bytes_base64) as the body of every route that takes
 * JSON, as a value in a good body, as a line of POST /api/performance/records, and where content and language models give JSON (a transcript, a feed,
 * a model's answer). What is no JSON must be refused as that; what is JSON must not; nothing may lead to a server error, a hang or a crash.
 */
import { jsonTranscript } from '@/lib/engines/acquire/captions/podcast';
import { readFeed } from '@/lib/engines/acquire/feed/read';
import { findJson } from '@/lib/engines/llm/json-answer';
import type { Measure } from '../run';
import { ask } from '../support/ask';
import { atOnce } from '../support/at-once';
import { casesOf } from '../support/cases';
import { startDeployment } from '../support/deployment';
import { OPERATIONS_WITH_JSON, pathOf } from '../support/operations';
import { Outcomes, type Verdict, verdictOf } from '../support/outcomes';

interface Case {
  id: string;
  expect: 'accept' | 'reject' | 'either';
  bytes: Buffer;
}

const IN_A_GOOD_BODY = ['{"processing_type":"full","not_a_field":', '}'] as const;
const RECORD = '/api/performance/record';
const JSON_TYPE = { 'content-type': 'application/json', 'if-match': '*' };
const AT_ONCE = 6;
const TOO_LONG_MS = 2_000;

const measure: Measure = async (context) => {
  const cases = casesOf(context, '{"id", "expect", "bytes_base64"}').map(
    ({ id, expect, bytes_base64 }): Case => ({
      id: String(id),
      expect: expect as Case['expect'],
      bytes: Buffer.from(String(bytes_base64), 'base64'),
    }),
  );
  const outcomes = new Outcomes();
  const deployment = await startDeployment({ LOG_LEVEL: 'fatal' }, { durable: false });
  try {
    const { port } = await deployment.startWeb();
    const act = async (one: Case) => {
      for (const operation of OPERATIONS_WITH_JSON) {
        const question = { method: operation.method.toUpperCase(), path: pathOf(operation), headers: JSON_TYPE, body: one.bytes };
        note(one, `${question.method} ${operation.path}`, verdictOf(await ask(port, question)), outcomes);
      }
      await asValue(one, port, outcomes);
      await asLine(one, port, outcomes);
      asContent(one, outcomes);
    };
    await atOnce(cases, AT_ONCE, act, (done) => context.progress(`${done} of ${cases.length}`));
  } finally {
    await deployment.close();
  }
  return { n: cases.length, metrics: outcomes.metrics(), settings: { routes: OPERATIONS_WITH_JSON.length, too_long_ms: TOO_LONG_MS } };
};

function note({ id, expect }: Case, door: string, verdict: Verdict, outcomes: Outcomes): void {
  if (verdict.kind === 'fault') return void outcomes.fail(id, door, verdict.problem);
  const outcome = verdict.kind === 'taken' ? 'taken' : verdict.code;
  const judgedAsJson = outcome !== 'malformed_body' && outcome !== 'body_too_large';
  if (expect === 'reject' && judgedAsJson) outcomes.fail(id, door, `no JSON, and yet ${outcome}`);
  else if (expect === 'accept' && outcome === 'malformed_body') outcomes.fail(id, door, 'JSON, and yet refused as none');
  else outcomes.count(door, outcome);
}

/** The field is not known, and must be named as that where its value is JSON. */
async function asValue(one: Case, port: number, outcomes: Outcomes): Promise<void> {
  const door = 'a value in a body';
  const body = Buffer.concat([Buffer.from(IN_A_GOOD_BODY[0]), one.bytes, Buffer.from(IN_A_GOOD_BODY[1])]);
  const verdict = verdictOf(await ask(port, { method: 'POST', path: RECORD, headers: JSON_TYPE, body }));
  if (verdict.kind === 'refused' && verdict.code === 'invalid_request' && !verdict.fields.includes('not_a_field'))
    outcomes.fail(one.id, door, `names ${verdict.fields.join(', ')}`);
  else if (verdict.kind === 'taken') outcomes.fail(one.id, door, 'a field that is not known was taken');
  else note(one, door, verdict, outcomes);
}

/** A line is refused by itself: the good one after it is recorded. */
async function asLine({ id, bytes }: Case, port: number, outcomes: Outcomes): Promise<void> {
  const door = 'a line of records';
  const body = Buffer.concat([bytes, Buffer.from('\n{"processing_type":"full"}\n')]);
  const headers = { 'content-type': 'application/x-ndjson' };
  const verdict = verdictOf(await ask(port, { method: 'POST', path: `${RECORD}s`, headers, body }));
  if (verdict.kind === 'fault') return void outcomes.fail(id, door, verdict.problem);
  if (verdict.kind === 'refused') return void outcomes.fail(id, door, `all lines were refused: ${verdict.code}`);
  const { recorded, refused } = JSON.parse(verdict.body) as { recorded: number; refused: number };
  if (recorded === 1) outcomes.count(door, refused > 0 ? 'refused alone' : 'an empty line');
  else outcomes.fail(id, door, `${recorded} recorded, ${refused} refused`);
}

/** Others' JSON is read where it can be, and is nothing otherwise. */
function asContent({ id, bytes }: Case, outcomes: Outcomes): void {
  const text = bytes.toString('utf8');
  const doors = {
    'a transcript': () => jsonTranscript(text).length > 0,
    'a feed': () => readFeed(text, 'https://valley.example/feed', 10) !== null,
    'a model’s answer': () => findJson(text) !== undefined,
  };
  for (const [door, read] of Object.entries(doors)) {
    const startedAt = performance.now();
    try {
      outcomes.count(door, read() ? 'read' : 'nothing there');
    } catch (error) {
      outcomes.fail(id, door, String(error));
    }
    if (performance.now() - startedAt > TOO_LONG_MS) outcomes.fail(id, door, 'took too long');
  }
}

export default measure;
