/** People and programs that read: pages, figures, searches, a run's events; and a probe that asks whether Winnow is there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, askJson } from '../../support/ask';

const CLIENTS = 3;
const PAUSE_MS = 150;
const PATIENCE_MS = 10_000;
const PROBE_EVERY_MS = 250;
const PROBE_PATIENCE_MS = 2_000;
/** Every so many requests a spoken sample is submitted: it is heard and analysed anew. */
const SAMPLE_EVERY = 400;
const PATHS = [
  '/',
  '/runs',
  '/dashboard',
  '/alerts',
  '/api/runs?limit=20',
  '/api/performance/?hours=24',
  '/api/performance/metrics/summary',
  '/api/memory/search?q=council+bridge&mode=lexical',
  '/api/memory/search?q=the+night+train',
  '/metrics',
  '/api/config',
];

export class Readers {
  readonly times: { at: number; ms: number }[] = [];
  errors = 0;
  readonly errorsByKind: Record<string, number> = {};
  private probes = { asked: 0, answered: 0 };
  private stopping = false;
  private working: Promise<unknown> = Promise.resolve();
  private runIds: string[] = [];

  constructor(
    private readonly port: number,
    private readonly random: () => number,
  ) {}

  start(): void {
    this.working = Promise.all([this.probe(), ...Array.from({ length: CLIENTS }, () => this.read())]);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  /** Share of the probes that were answered as ready. */
  availability(): number {
    return this.probes.answered / this.probes.asked;
  }

  private async read(): Promise<void> {
    while (!this.stopping) {
      const path = this.nextPath();
      const at = Date.now();
      const began = performance.now();
      const asked =
        this.times.length % SAMPLE_EVERY === SAMPLE_EVERY - 1
          ? await askJson(this.port, 'POST', '/api/runs', { url: 'sample:harbour-debate', force: true }, {}, PATIENCE_MS)
          : await ask(this.port, { method: 'GET', path }, PATIENCE_MS);
      this.times.push({ at, ms: performance.now() - began });
      if ('broken' in asked || asked.status >= 400) this.note('broken' in asked ? asked.broken : String(asked.status));
      else if (path.startsWith('/api/runs?')) this.learn(asked.body);
      await sleep(PAUSE_MS);
    }
  }

  private nextPath(): string {
    const draw = this.random();
    const id = this.runIds[Math.floor(this.random() * this.runIds.length)];
    if (id && draw < 0.1) return `/runs/${id}`;
    if (id && draw < 0.2) return `/api/runs/${id}`;
    if (id && draw < 0.25) return `/api/runs/${id}/report.md`;
    if (id && draw < 0.3) return `/api/runs/${id}/events`;
    return PATHS[Math.floor(this.random() * PATHS.length)]!;
  }

  private learn(body: string): void {
    const { runs } = JSON.parse(body) as { runs: { id: string }[] };
    this.runIds = runs.map(({ id }) => id);
  }

  private note(kind: string): void {
    this.errors += 1;
    this.errorsByKind[kind] = (this.errorsByKind[kind] ?? 0) + 1;
  }

  private async probe(): Promise<void> {
    while (!this.stopping) {
      const asked = await ask(this.port, { method: 'GET', path: '/api/health/ready' }, PROBE_PATIENCE_MS);
      this.probes.asked += 1;
      if ('status' in asked && asked.status === 200) this.probes.answered += 1;
      await sleep(PROBE_EVERY_MS);
    }
  }
}
