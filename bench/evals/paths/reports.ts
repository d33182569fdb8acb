/** Files that the command line writes from data: their names must not come from it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askJson } from '../../support/ask';
import { type Outcomes, verdictOf } from '../../support/outcomes';

const ROOT = resolve(import.meta.dirname, '../../..');
const WRITTEN = {
  report: ['deployment_guide.md', 'monitoring_playbook.md', 'optimal_config.yaml', 'troubleshooting_runbooks.md'],
  'config export': ['content_routing.yaml', 'early_exit.yaml', 'monitoring.yaml', 'quality_filtering.yaml'],
};

export async function throughReports(
  traversals: readonly { id: string; text: string }[],
  port: number,
  folder: string,
  outcomes: Outcomes,
): Promise<void> {
  for (const { id, text } of traversals) {
    const record = {
      processing_type: 'early_exit',
      exit_checkpoint: 'post_download',
      content_type: text,
      exit_reason: text,
      config_version: text,
    };
    const recorded = verdictOf(await askJson(port, 'POST', '/api/performance/record', record));
    const note = { sources: { monitoring: `# ${id}\n` }, note: text };
    const changed = verdictOf(await askJson(port, 'PUT', '/api/config', note, { 'if-match': '*' }));
    for (const verdict of [recorded, changed]) if (verdict.kind === 'fault') outcomes.fail(id, 'data', verdict.problem);
  }
  const environment = { ...process.env, PORT: String(port) };
  for (const [command, names] of Object.entries(WRITTEN)) {
    const home = join(folder, command.replace(' ', '-'));
    mkdirSync(home);
    const args = ['bin/winnow.mjs', ...command.split(' '), '--out', join(home, 'out')];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: environment, encoding: 'utf8' });
    const written = readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();
    const wanted = ['out', ...names.map((name) => join('out', name))].sort();
    if (status !== 0) outcomes.fail(command, command, stderr.slice(0, 200));
    else if (JSON.stringify(written) !== JSON.stringify(wanted)) outcomes.fail(command, command, `wrote ${written.join(', ')}`);
    else outcomes.count(command, 'its own files only');
  }
}
