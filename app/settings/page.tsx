import type { Metadata } from 'next';
import { type EnvironmentView, Settings } from '@/components/settings/settings';
import { ENV_SCHEMA, type Env, type EnvName, readEnv } from '@/lib/config/env';
import { readConfig } from '@/lib/learning/config/views';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const config = await readConfig();
  const env = readEnv();
  const names = Object.keys(ENV_SCHEMA.shape) as EnvName[];
  return (
    <div className="mx-auto max-w-5xl">
      <Settings initial={config} environment={names.map((name) => viewOf(name, env))} />
    </div>
  );
}

/** Flags, numbers and level are shown; of all else, which may be a secret or hold one, only whether it is set. */
function viewOf(name: EnvName, { values, set }: Env): EnvironmentView {
  const value = values[name];
  const isSet = set.has(name);
  const isPlain = typeof value === 'boolean' || typeof value === 'number' || name === 'LOG_LEVEL' || name === 'CONFIG_VERSION';
  const word = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value ?? '–');
  return { name, value: isPlain ? word : isSet ? 'set' : 'not set', isSet };
}
