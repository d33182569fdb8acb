import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '@/lib/config/project-root';
import { type RunbookSection, runbookSections } from '@/lib/core/alerts/runbook-text';

/** readRunbooks reads docs/runbooks.md, so that what an alert links to is there without a connection to anywhere else. */
export async function readRunbooks(): Promise<RunbookSection[]> {
  return runbookSections(await readFile(join(projectRoot(), 'docs', 'runbooks.md'), 'utf8'));
}
