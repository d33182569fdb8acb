import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultOfCommand } from '@/cli/testing';
import { ENV_SCHEMA } from '@/lib/config/env';

const ROOT = resolve(import.meta.dirname, '..');
const DOCS = [
  'README.md',
  ...['docs', 'deploy'].flatMap((folder) => readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`)),
].filter((file) => file.endsWith('.md'));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What stands in code spans and in blocks of shell commands: there a name is meant as one. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap((match) => match[1]!.split('\n'));
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  return [...blocks, ...spans];
}

/** The words after `winnow`, up to what ends a command in a shell. */
function commandsIn(code: string): string[][] {
  return [...code.matchAll(/(?:^|[\s;&|(])(?:npx )?(?:[\w./]*bin\/)?winnow(?:\.mjs)? +([^`#;&>\n]+)/g)].flatMap(([, rest]) => {
    const words =
      rest!
        .replaceAll(/\\\|/g, '|')
        .split(/\s+\|\s+/)[0]!
        .trim()
        .match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
    // `winnow …` in prose, and other words that begin with it.
    return /^[a-z]/.test(words[0] ?? '') ? [words] : [];
  });
}

const TEXTS = DOCS.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);

describe.each(TEXTS)('%s', (file, text) => {
  const code = codeIn(text);

  it('names commands and options that exist', () => {
    const faults = code.flatMap(commandsIn).flatMap((words) => {
      const fault = faultOfCommand(words);
      return fault === null ? [] : [`winnow ${words.join(' ')}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('names npm scripts and measurements that exist', () => {
    for (const line of code) {
      for (const [, name] of line.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
      for (const [, kind, name] of line.matchAll(/npm run (bench|eval) -- ([a-z]\w*)/g))
        expect(existsSync(join(ROOT, 'bench', kind === 'bench' ? 'benches' : 'evals', `${name}.ts`)), line).toBe(true);
    }
  });

  it('names variables that exist', () => {
    const named = code.flatMap((line) =>
      [...line.matchAll(/\b((?:ENABLE|WINNOW|QUALITY|OPENAI|DISCORD|OTEL)_[A-Z_]+)\b/g)].map((match) => match[1]!),
    );
    // Of the compose file, and what the supervisor tells its processes.
    const known = [...Object.keys(ENV_SCHEMA.shape), 'WINNOW_PUBLISH', 'WINNOW_BACKUPS', 'WINNOW_LOG_FILE'];
    expect(named.filter((name) => !known.includes(name) && !name.endsWith('_'))).toEqual([]);
  });

  it('links to files and headings that exist', () => {
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const [path, anchor] = target!.split('#');
      const to = path === '' ? file : join(dirname(file), path!);
      expect(existsSync(join(ROOT, to)), `${target} in ${file}`).toBe(true);
      if (!anchor) continue;
      const headings = [...readFileSync(join(ROOT, to), 'utf8').matchAll(/^#+ (.+)$/gm)].map((match) =>
        match[1]!
          .toLowerCase()
          .replaceAll(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
      );
      expect(headings, `${target} in ${file}`).toContain(anchor);
    }
  });
});
