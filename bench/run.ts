/**
 * `npm run eval -- NAME [--file F] [--…]` and `npm run bench -- NAME …`: progress to stderr; the last line of stdout is one JSON object
 * {"name", "n", "metrics", "settings", "machine"}. Each measurement is one file under bench/evals or bench/benches whose default export
 * is a `Measure`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readJsonl } from './support/jsonl';

export interface MeasureContext {
  /** Rows of --file, or null without one. */
  rows: Record<string, unknown>[] | null;
  /** Resolves a relative path found in a row against the folder of --file. */
  resolvePath: (path: string) => string;
  /** Other `--name value` options; a bare `--name` is `true`. */
  options: Record<string, string | true>;
  progress: (message: string) => void;
}

export interface MeasureResult {
  /** Number of items measured. */
  n: number;
  metrics: Record<string, unknown>;
  settings: Record<string, unknown>;
}

export type Measure = (context: MeasureContext) => Promise<MeasureResult>;

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

async function main(): Promise<void> {
  const [group, name, ...rest] = process.argv.slice(2);
  const folder = resolve(import.meta.dirname, group === 'bench' ? 'benches' : 'evals');
  const known = readdirSync(folder).flatMap((f) => (/^[a-z0-9_]+\.ts$/.test(f) ? [f.slice(0, -3)] : []));
  if (!name || !known.includes(name)) fail(`usage: npm run ${group} -- NAME [--file F] [options]\nknown: ${known.join(', ')}`);

  const { tokens } = parseArgs({ args: rest, strict: false, allowPositionals: true, tokens: true });
  const options: Record<string, string | true> = {};
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'option') continue;
    const next = tokens[i + 1];
    options[token.name] = token.value ?? (next?.kind === 'positional' ? next.value : true);
  }

  const file = typeof options.file === 'string' ? resolve(options.file) : null;
  if (file && !existsSync(file)) fail(`no such file: ${options.file}`);
  const measure = ((await import(pathToFileURL(resolve(folder, `${name}.ts`)).href)) as { default: Measure }).default;
  const result = await measure({
    rows: file ? readJsonl(file) : null,
    resolvePath: (path) => resolve(file ? dirname(file) : process.cwd(), path),
    options,
    progress: (message) => process.stderr.write(`${message}\n`),
  });
  const machine = {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
  };
  // The exit is explicit: a measurement may leave engine threads behind, and the line is already written.
  process.stdout.write(`${JSON.stringify({ name, n: result.n, metrics: result.metrics, settings: result.settings, machine })}\n`, () =>
    process.exit(0),
  );
}

if (process.argv[1] && import.meta.filename === resolve(process.argv[1])) await main();
