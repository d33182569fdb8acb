/** What became of each case at each door, and what should not have. */
import type { Asked } from './ask';

const SHOWN_OF_A_DOOR = 3;

export class Outcomes {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly failures: { id: string; door: string; problem: string }[] = [];

  count(door: string, outcome: string): void {
    const ofDoor = this.counts.get(door) ?? new Map<string, number>();
    this.counts.set(door, ofDoor.set(outcome, (ofDoor.get(outcome) ?? 0) + 1));
  }

  fail(id: string, door: string, problem: string): void {
    this.count(door, 'failed');
    this.failures.push({ id, door, problem });
  }

  /** `failures`, cases by door and outcome, and the first failures of each door in words. */
  metrics(): Record<string, unknown> {
    const outcomes = Object.fromEntries([...this.counts].map(([door, counts]) => [door, Object.fromEntries([...counts].sort())]));
    const shown = this.failures.filter(
      (failure, i, all) => all.slice(0, i).filter(({ door }) => door === failure.door).length < SHOWN_OF_A_DOOR,
    );
    return { failures: this.failures.length, outcomes, failed: shown };
  }
}

export type Verdict =
  | { kind: 'taken'; status: number; body: string }
  /** With a problem document (RFC 9457) that says what was wrong. */
  | { kind: 'refused'; status: number; code: string; fields: string[] }
  | { kind: 'fault'; problem: string };

/** verdictOf reads an answer of the API: a fault is what no request may lead to (no answer, a server error, a refusal that says nothing). */
export function verdictOf(asked: Asked): Verdict {
  if ('broken' in asked) return { kind: 'fault', problem: asked.broken };
  const { status, headers, body } = asked;
  if (status >= 200 && status < 400) return { kind: 'taken', status, body };
  if (status >= 500) return { kind: 'fault', problem: `status ${status}: ${body.slice(0, 200)}` };
  if (!headers['content-type']?.startsWith('application/problem+json'))
    return { kind: 'fault', problem: `status ${status} as ${headers['content-type'] ?? 'nothing'}` };
  const { code, detail, errors } = JSON.parse(body) as { code?: string; detail?: string; errors?: { field: string; message: string }[] };
  if (!code || !detail) return { kind: 'fault', problem: `status ${status} does not say what is wrong` };
  if (status === 422 && errors?.some(({ message }) => !message)) return { kind: 'fault', problem: 'a field is named without a reason' };
  return { kind: 'refused', status, code, fields: (errors ?? []).map(({ field }) => field) };
}
