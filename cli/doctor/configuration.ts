import { join } from 'node:path';
import { formatConfigError } from '@/lib/config/config-errors';
import { type Env, type EnvError, type EnvName, parseEnv } from '@/lib/config/env';
import { CONFIG_SECTIONS, loadConfigFiles } from '@/lib/config/files';
import { projectRoot } from '@/lib/config/project-root';
import type { ConfigFileView } from '@/lib/core/config/views';
import { readFileStates } from '@/lib/data/config-files';
import { findActive } from '@/lib/data/config-store';
import { embeddedUrl } from '@/lib/data/embedded';
import { attempt, type Check, missing, ok, warning } from './check';

/** What each optional variable turns on. */
const OPTIONAL: [EnvName, string][] = [
  ['OPENAI_API_KEY', 'an OpenAI-compatible speech and language API'],
  ['OPENROUTER_API_KEY', 'language models through OpenRouter'],
  ['DISCORD_ALERT_WEBHOOK_URL', 'alerts in Discord'],
  ['SLACK_WEBHOOK_URL', 'alerts in Slack'],
  ['ALERT_WEBHOOK_URL', 'alerts to a signed webhook'],
  ['QDRANT_URL', 'Qdrant as vector store'],
];

/** environmentOrDefaults lets the other checks go on where the environment is faulty. */
export function environmentOrDefaults(): { env: Env; faults: EnvError[] } {
  const parsed = parseEnv(process.env);
  if (parsed.ok) return { env: parsed.value, faults: [] };
  const defaults = parseEnv({});
  if (!defaults.ok) throw new Error('the built-in defaults are not valid');
  return { env: defaults.value, faults: parsed.errors };
}

export function checkConfiguration(env: Env, faults: EnvError[]): Promise<Check>[] {
  return [
    attempt('Environment', () =>
      faults.length === 0
        ? ok('Environment', `valid, ${env.set.size} variable${env.set.size === 1 ? '' : 's'} set`)
        : missing(
            'Environment',
            faults.map(({ name, message }) => `${name} ${message}`).join('; '),
            'Correct the named variables in .env.',
          ),
    ),
    attempt('Configuration', checkFiles),
    attempt('Config version', () => checkActiveVersion(env)),
    ...OPTIONAL.map(([name, what]) =>
      attempt(name, () => (env.set.has(name) ? ok(name, `set: ${what}`) : { name, state: 'off', detail: `not set: without ${what}` })),
    ),
  ];
}

/** The version that is active need not be what stands in the files. */
async function checkActiveVersion(env: Env): Promise<Check> {
  const name = 'Config version';
  const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
  if (url === null) return { name, state: 'off', detail: 'the embedded PostgreSQL does not run' };
  process.env.DATABASE_URL = url;
  const active = await findActive();
  if (!active) return { name, state: 'off', detail: 'none yet: npm start takes the files in' };
  const states = await readFileStates(active);
  const named = (state: ConfigFileView['state']) => states.filter((file) => file.state === state).map(({ file }) => file);
  const detail = `version ${active.number} is active`;
  if (named('faulty').length > 0)
    return missing(name, `${detail}; ${named('faulty').join(', ')} cannot be taken in`, 'npx winnow config validate');
  if (named('differs').length === 0) return ok(name, `${detail}, as the files say`);
  return warning(
    name,
    `${detail}; ${named('differs').join(', ')} say something else (npx winnow config diff)`,
    'npx winnow config export writes it to the files.',
  );
}

async function checkFiles(): Promise<Check> {
  const result = await loadConfigFiles(join(projectRoot(), 'config'));
  if (result.ok) return ok('Configuration', `${CONFIG_SECTIONS.length} files under config/ are valid`);
  return missing('Configuration', result.errors.map(formatConfigError).join('; '), 'npx winnow config validate');
}
