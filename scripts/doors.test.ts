import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '..');

/** [importing file, what it imports] */
const SHUT = [
  ['lib/core/metrics/rates.ts', '@/lib/base/errors'],
  ['lib/core/metrics/rates.ts', '../../base/errors'],
  ['lib/core/wire.ts', '../base/errors'],
  ['lib/core/metrics/rates.ts', 'node:fs'],
  ['lib/core/conditions/parse.ts', '../gates/types'],
  ['lib/core/signals/text.ts', '@/lib/core/gates/types'],
  ['lib/core/gates/checkpoint.ts', '../tuning/curve'],
  ['lib/base/ids.ts', '@/lib/config/env'],
  ['lib/base/ids.ts', '@/lib/core/wire'],
  ['lib/config/env.ts', '@/lib/data/runs'],
  ['lib/config/env.ts', '../net'],
  ['lib/net/guard.ts', '@/lib/data/runs'],
  ['lib/sandbox/run.ts', '@/lib/engines/acquire'],
  ['lib/data/runs.ts', '@/lib/engines/embed'],
  ['lib/data/embedded/server.ts', '../../pipeline/run-stage'],
  ['lib/access/keys.ts', '@/lib/memory'],
  ['lib/engines/acquire/feed.ts', '@/lib/data/host-backoff'],
  ['lib/engines/transcribe/moonshine/thread.ts', '../../../data/artifacts'],
  ['lib/memory/search.ts', '@/lib/pipeline/run-stage'],
  ['lib/metrics/record.ts', '@/lib/intake'],
  ['lib/delivery/outbox.ts', '@/lib/learning/audits'],
  ['lib/pipeline/run-stage.ts', '@/lib/intake'],
  ['lib/pipeline/run-stage.ts', '@/worker/main'],
  ['lib/intake/submit.ts', '@/app/api/runs/route'],
  ['app/api/runs/route.ts', '@/worker/main'],
  ['worker/main.ts', '@/components/ui/button'],
  ['bot/bot.ts', '@/worker/main'],
  ['cli/doctor.ts', '@/app/_server/problem'],
  ['components/runs/list.tsx', '@/lib/data/runs'],
  ['components/runs/list.tsx', '@/lib/base/errors'],
  ['supervisor/children.ts', '@/cli/doctor'],
] as const;

const OPEN = [
  ['lib/core/gates/checkpoint.ts', '../metrics/rates'],
  ['lib/core/gates/checkpoint.ts', '@/lib/core/conditions'],
  ['lib/core/tuning/curve.ts', '@/lib/core/gates/types'],
  ['lib/config/env.ts', '@/lib/base/errors'],
  ['lib/net/guard.ts', '@/lib/config/env'],
  ['lib/data/embedded/server.ts', '../../base/errors'],
  ['lib/engines/acquire/feed.ts', '@/lib/net/fetch'],
  ['lib/engines/transcribe/moonshine/thread.ts', '../../../base/errors'],
  ['lib/memory/search.ts', '@/lib/engines/embed'],
  ['lib/pipeline/run-stage.ts', '@/lib/metrics/record'],
  ['lib/intake/submit.ts', '@/lib/pipeline/run-stage'],
  ['app/api/runs/route.ts', '@/lib/intake'],
  ['app/page.tsx', '@/components/ui/button'],
  ['components/runs/list.tsx', '@/lib/core/runs/views'],
  ['components/runs/list.tsx', '../ui/button'],
  ['worker/main.ts', '@/lib/pipeline/run-stage'],
  ['bot/bot.ts', '@/lib/intake'],
  ['cli/run.ts', '@/supervisor/children'],
] as const;

let folder: string;
let refused: Set<string>;

const fileOf = (door: readonly [string, string], index: number) => door[0].replace(/(\.tsx?)$/, `-${index}$1`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-doors-'));
  const config = JSON.parse(readFileSync(join(PROJECT, 'biome.json'), 'utf8')) as { vcs: unknown };
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  for (const [index, door] of [...SHUT, ...OPEN].entries()) {
    const file = join(folder, fileOf(door, index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { thing } from '${door[1]}';\nexport const same = thing;\n`);
  }
  const biome = spawnSync(
    process.execPath,
    [
      join(PROJECT, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const report = JSON.parse(biome.stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  refused = new Set(
    report.diagnostics.filter(({ category }) => category.endsWith('noRestrictedImports')).map(({ location }) => location.path),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the doors between rooms', () => {
  it.each(SHUT.map((door, index) => [...door, index] as const))('%s may not import %s', (from, to, index) => {
    expect(refused).toContain(fileOf([from, to], index));
  });

  it.each(OPEN.map((door, index) => [...door, index] as const))('%s may import %s', (from, to, index) => {
    expect(refused).not.toContain(fileOf([from, to], SHUT.length + index));
  });
});
