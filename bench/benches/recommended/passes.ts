import { appendFileSync, existsSync } from 'node:fs';
import type { Analysis, Transcript } from '@/lib/core/runs/content';
import { deliveredText, type Ruler } from '@/lib/learning/ruler';
import { readJsonl } from '../../support/jsonl';
import type { Item } from '../savings/item';
import type { runItem } from '../savings/run';

export type PassName = 'full' | 'in_force' | 'recommended';

/** What a pass did with an item. */
export interface PassResult {
  pass: PassName;
  id: string;
  state: string;
  processingType: string | null;
  exitCheckpoint: string | null;
  contentType: string | null;
  /** Sent light by its type's policy: no stop by a gate. */
  byPolicy: boolean;
  spentMs: number;
  /** Of a stop, against the full analysis; null where there is nothing to hold it against. */
  loss: number | null;
  informativeness: number | null;
}

interface Kept extends PassResult {
  /** Of full passes: what the others are judged by. */
  reference?: { transcript: Transcript; analysis: Analysis };
}

/** The results so far, item by item, in a file. */
export class Passes {
  private readonly results: Kept[];

  constructor(
    private readonly file: string,
    private readonly ruler: Ruler,
  ) {
    this.results = existsSync(file) ? (readJsonl(file) as unknown as Kept[]) : [];
  }

  has(pass: PassName, { id }: Item): boolean {
    return this.of(pass, id) !== undefined;
  }

  of(pass: PassName, id: string): Kept | undefined {
    return this.results.find((one) => one.pass === pass && one.id === id);
  }

  async add(
    pass: PassName,
    { id }: Item,
    { run, routedTo, quickResult, transcript, analysis }: Awaited<ReturnType<typeof runItem>>,
  ): Promise<void> {
    const reference = this.of('full', id)?.reference;
    const stopped = run.processingType === 'early_exit' || run.processingType === 'lightweight';
    const delivered = run.processingType === 'lightweight' && quickResult ? deliveredText(quickResult) : null;
    const verdict =
      stopped && reference ? await this.ruler.measure({ full: reference.analysis, transcript: reference.transcript, delivered }) : null;
    const result: Kept = {
      pass,
      id,
      state: run.state,
      processingType: run.processingType,
      exitCheckpoint: run.exitCheckpoint,
      contentType: run.contentType,
      byPolicy: run.processingType === 'lightweight' && routedTo === 'lightweight',
      spentMs: run.spentMs ?? 0,
      loss: verdict?.loss ?? null,
      informativeness: verdict?.informativeness ?? null,
      ...(pass === 'full' && transcript && analysis ? { reference: { transcript, analysis } } : {}),
    };
    this.results.push(result);
    appendFileSync(this.file, `${JSON.stringify(result)}\n`);
  }
}
