/** A stand-in for yt-dlp: a script that answers from files, and writes down how it was called. For tests. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeYtDlp {
  /** Where it is found. */
  folder: string;
  /** Argument lists of its calls, `--version` and `--help` apart, in order; with what it could see of its environment. */
  calls(): { args: string[]; env: Record<string, string> }[];
}

export interface FakeAnswers {
  version?: string;
  /** What `--dump-single-json` prints. */
  info?: unknown;
  /** Printed to stderr, with exit code 1, instead of an answer to: the description, the subtitles, the download. */
  fails?: { describe?: string; subtitles?: string; download?: string };
  /** Content of `subtitles.LANG.vtt`. */
  subtitles?: string;
  /** File that `download` is a copy of. */
  media?: string;
  /** Printed by a download. */
  progress?: string[];
  /** Shell that is run first. */
  before?: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export function fakeYtDlp(answers: FakeAnswers): FakeYtDlp {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-fake-yt-dlp-'));
  const calls = join(folder, 'calls');
  const infoFile = join(folder, 'info.json');
  writeFileSync(infoFile, JSON.stringify(answers.info ?? {}));
  writeFileSync(join(folder, 'subtitles.vtt'), answers.subtitles ?? '');
  const fail = (message: string | undefined): string => (message === undefined ? '' : `printf '%s\\n' ${quoted(message)} >&2; exit 1`);
  const script = `#!/bin/sh
case "$*" in
  *--version) echo ${quoted(answers.version ?? '2025.06.30')}; exit 0;;
  *--help) echo ' --no-plugin-dirs '; exit 0;;
esac
number=$(ls ${quoted(folder)} | grep -c '^calls')
{ for argument in "$@"; do printf '%s\\n' "$argument"; done; } > ${quoted(calls)}.$number.args
env > ${quoted(calls)}.$number.env
${answers.before ?? ''}
case " $* " in
  *' --dump-single-json '*)
    ${fail(answers.fails?.describe)}
    cat ${quoted(infoFile)};;
  *' --skip-download '*)
    ${fail(answers.fails?.subtitles)}
    test -s description.json || exit 3
    [ -s ${quoted(join(folder, 'subtitles.vtt'))} ] && cp ${quoted(join(folder, 'subtitles.vtt'))} subtitles.en.vtt;;
  *)
    ${fail(answers.fails?.download)}
    test -s description.json || exit 3
    ${(answers.progress ?? []).map((line) => `echo ${quoted(line)}`).join('\n    ')}
    ${answers.media ? `cp ${quoted(answers.media)} download` : ':'};;
esac
exit 0
`;
  const path = join(folder, 'yt-dlp');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return {
    folder,
    calls: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.args'))
        .sort()
        .map((name) => {
          const envFile = join(folder, name.replace(/args$/, 'env'));
          const lines = existsSync(envFile) ? readFileSync(envFile, 'utf8').trimEnd().split('\n') : [];
          const env = Object.fromEntries(lines.map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]));
          return { args: readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'), env };
        }),
  };
}
