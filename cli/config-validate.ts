import { join } from 'node:path';
import { formatConfigError } from '@/lib/config/config-errors';
import { CONFIG_SECTIONS, loadConfigFiles } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import { EXIT } from './exit-codes';
import { complain, say, sayJson } from './output';

/** configValidate checks the four files under config/. Returns the exit code. */
export async function configValidate(json: boolean): Promise<number> {
  const result = await loadConfigFiles(join(projectRoot(), 'config'));
  const errors = result.ok ? [] : result.errors;
  if (json) sayJson({ ok: result.ok, errors });
  else if (result.ok) say(`${CONFIG_SECTIONS.length} files are valid: ${CONFIG_SECTIONS.map((name) => `config/${name}.yaml`).join(', ')}`);
  else for (const error of errors) complain(`config/${formatConfigError(error)}`);
  return result.ok ? EXIT.ok : EXIT.failed;
}
