import { join } from 'node:path';
import type { Env } from '@/lib/config/env';
import type { ProcessSpec } from './managed-process';
import { GRACE_MS } from './process-groups';

export const PROCESS_NAMES = ['web', 'worker', 'discord'] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];

/** wantedProcesses are those of `npm start`: the bot only where it has a token. */
export function wantedProcesses({ values }: Env): readonly ProcessName[] {
  return PROCESS_NAMES.filter((name) => name !== 'discord' || values.DISCORD_BOT_TOKEN !== null);
}

/** The file under the log folder that each process writes. */
export const LOG_FILES: Record<ProcessName, string> = { web: 'dashboard.log', worker: 'pipeline.log', discord: 'discord_bot.log' };

export interface Deployment {
  root: string;
  env: Env;
  logFolder: string;
  /** Reload on change instead of built pages. */
  dev: boolean;
  databaseUrl: () => string;
}

/** Next's own script and not npx: killing npx leaves the server alive. In development its route handlers answer what the plain front answers otherwise. */
function webArguments({ env, dev }: Deployment): string[] {
  const { HOST, PORT } = env.values;
  const address = ['--hostname', HOST, '--port', String(PORT)];
  return dev ? ['node_modules/next/dist/bin/next', 'dev', ...address] : ['web/main.mjs', ...address];
}

function scriptArguments(script: string, { dev }: Deployment): string[] {
  return dev ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', script] : ['--import', 'tsx', script];
}

function argumentsOf(name: ProcessName, deployment: Deployment): string[] {
  switch (name) {
    case 'web':
      return webArguments(deployment);
    case 'worker':
      return scriptArguments('worker/main.ts', deployment);
    case 'discord':
      return scriptArguments('bot/main.ts', deployment);
  }
}

/**
 * Large pages for what malloc gives out (glibc; elsewhere the name means nothing). Models fill memory, and starting a child copies the table of its
 * pages: with small ones every ffmpeg stops the process for a time that grows with the models (decision 0016).
 */
const LARGE_PAGES = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

/** processSpec says how one of Winnow's processes is started in this deployment. */
export function processSpec(name: ProcessName, deployment: Deployment): ProcessSpec {
  return {
    name,
    args: argumentsOf(name, deployment),
    cwd: deployment.root,
    environment: () => ({
      ...LARGE_PAGES,
      ...process.env,
      NODE_ENV: deployment.dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: deployment.databaseUrl(),
      WINNOW_LOG_FILE: join(deployment.logFolder, LOG_FILES[name]),
    }),
    graceMs: GRACE_MS + (name === 'web' ? deployment.env.values.WINNOW_DRAIN_SECONDS * 1000 : 0),
  };
}
