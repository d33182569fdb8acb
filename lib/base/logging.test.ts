import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prettyLine } from './log-pretty';
import { newRootLogger } from './logging';
import { RotatingFile } from './rotating-file';

function capture(environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const log = newRootLogger({ environment, outputs: [{ write: (line) => lines.push(line) }] });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe('the log', () => {
  it('holds one JSON object a line with an upper-case level and a UTC time', () => {
    const { log, lines, last } = capture();
    log.child({ name: 'pipeline' }).error({ processing_type: 'full' }, 'finished');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ level: 'ERROR', name: 'pipeline', msg: 'finished', processing_type: 'full' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('keeps hostile text in its line', () => {
    const { log, lines } = capture();
    log.info({ title: 'a\n{"level":"ERROR","msg":"forged"}\r\u2028\u0085' }, 'b\nERROR c');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd().split(/[\n\r]/)).toHaveLength(1);
  });

  it('follows LOG_LEVEL, in any of its spellings', () => {
    const { log, lines } = capture({ LOG_LEVEL: 'WARNING' });
    log.info('left out');
    log.warn('kept');
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['credentials in a URL', 'https://user:p@ss@example.com/a', 'p@ss'],
    ['a database password', 'postgresql://winnow:hunter2@127.0.0.1:5432/winnow', 'hunter2'],
    ['a bearer token', 'Authorization: Bearer abcdef1234567890', 'abcdef1234567890'],
    ['an API key in a query', 'https://example.com/a?x=1&api_key=0123456789', '0123456789'],
    ['an OpenAI key', 'key sk-proj-abcdefghijklmnop1234', 'sk-proj'],
    ['a Discord token', `${'M'.repeat(26)}.GabcdE.${'x'.repeat(38)}`, 'GabcdE'],
    ['a Slack webhook', 'https://hooks.slack.com/services/T000/B000/XXXX', 'T000'],
    ['a Discord webhook', 'https://discord.com/api/webhooks/1234/ab-cd_EF', 'ab-cd_EF'],
  ])('hides %s', (_, text, secret) => {
    const { log, lines, last } = capture();
    log.info({ text, nested: { list: [text] } }, text);
    log.error({ err: new Error(text) }, 'failed');
    expect(lines.join('')).not.toContain(secret);
    expect(last()).toMatchObject({ msg: 'failed' });
  });

  it('hides the values of secret environment variables wherever they appear', () => {
    const { log, lines } = capture({ GOOGLE_DRIVE_CREDENTIALS: 'correct horse battery' });
    log.info('it says correct horse battery twice: correct horse battery');
    expect(lines.join('')).not.toContain('horse');
  });

  it('leaves ordinary text alone', () => {
    const { log, last } = capture();
    const text = 'https://example.com/watch?v=abc&t=10 mail me@example.com, tokens=12, 3 < 4';
    log.info(text);
    expect(last().msg).toBe(text);
  });
});

describe('prettyLine', () => {
  it('shows control and direction characters instead of obeying them', () => {
    const shown = prettyLine(
      JSON.stringify({ level: 'INFO', time: '2026-01-01T00:00:00Z', msg: 'a\u001b[2J\nERROR b\u202e', url: '\u0007' }),
    );
    expect(shown.trimEnd()).not.toContain('\n');
    expect(shown).toContain('\\u001b[2J\\u000aERROR b\\u202e');
    expect(shown).toContain('\\u0007');
  });

  it('passes on what is no log record, made printable', () => {
    expect(prettyLine('▲ ready \u001b[1m')).toBe('▲ ready \\u001b[1m\n');
    expect(prettyLine('123')).toBe('123\n');
  });
});

describe('RotatingFile', () => {
  it('keeps the current name and a bounded number of older files, losing no line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-log-'));
    const path = join(folder, 'logs/pipeline.log');
    // Two writers, as two workers on one file.
    const writers = [1, 2].map(() => new RotatingFile(path, { maxBytes: 400, keep: 3 }));
    for (let i = 0; i < 80; i++) writers[i % 2]?.write(`line ${String(i).padStart(13, '0')}\n`);
    for (const writer of writers) writer.close();
    const names = readdirSync(join(folder, 'logs')).sort();
    expect(names).toEqual(['pipeline.1.log', 'pipeline.2.log', 'pipeline.3.log', 'pipeline.log']);
    const lines = names.flatMap((name) =>
      readFileSync(join(folder, 'logs', name), 'utf8')
        .trim()
        .split('\n'),
    );
    expect(new Set(lines)).toContain('line 0000000000079');
    expect(lines.length).toBe(80);
    rmSync(folder, { recursive: true });
  });

  it('never fails its caller, whatever is wrong with the disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'winnow-log-'));
    const blocked = new RotatingFile(join(folder, 'file/x.log'));
    new RotatingFile(join(folder, 'file')).write('a file where a folder should be\n');
    expect(() => blocked.write('line\n')).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
