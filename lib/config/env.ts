/**
 * The environment, read once into a typed object. Every variable that Winnow reads is here and in `.env.example`; a test holds the two
 * together. All faults are told at once, by name; a secret's value is in no message.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '@/lib/base/errors';
import {
  addressRanges,
  allowedHosts,
  flag,
  httpUrl,
  integer,
  isLoopback,
  listenHost,
  logLevel,
  postgresUrl,
  share,
  text,
  textOr,
  webhookSecrets,
} from './env-fields';
import { projectRoot } from './project-root';

export const ENV_SCHEMA = z.object({
  ENABLE_QUALITY_FILTERING: flag(false),
  ENABLE_CONTENT_ROUTING: flag(false),
  ENABLE_EARLY_EXIT: flag(false),
  ENABLE_DASHBOARD_METRICS: flag(false),
  ENABLE_SEMANTIC_CACHE: flag(false),
  ENABLE_PROMPT_COMPRESSION: flag(false),
  ENABLE_GRAPH_MEMORY: flag(false),
  ENABLE_HIPPORAG_MEMORY: flag(false),
  ENABLE_HTTP_RETRY: flag(true),
  RETRY_MAX_ATTEMPTS: integer(3, 1, 10),
  ENABLE_AUDIT_LOGGING: flag(false),
  LOG_LEVEL: logLevel('info'),
  QUALITY_MIN_OVERALL: share(),
  QUALITY_MIN_COHERENCE: share(),
  QUALITY_MIN_COMPLETENESS: share(),
  QUALITY_MIN_INFORMATIVENESS: share(),
  CONFIG_VERSION: text(),
  DATABASE_URL: postgresUrl(),
  DATABASE_DIRECT_URL: postgresUrl(),
  HOST: listenHost('127.0.0.1'),
  PORT: integer(8000, 1, 65_535),
  ENABLE_SIGN_IN: flag(false),
  WINNOW_TRUSTED_PROXIES: addressRanges(),
  OIDC_ISSUER: httpUrl(),
  OIDC_CLIENT_ID: text(),
  OIDC_CLIENT_SECRET: text(),
  DASHBOARD_API_URL: httpUrl(),
  DASHBOARD_API_KEY: text(),
  WINNOW_DATA_DIR: textOr('.winnow'),
  WINNOW_LOG_DIR: textOr('logs'),
  WINNOW_DRAIN_SECONDS: integer(0, 0, 300),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl(),
  OTEL_EXPORTER_OTLP_HEADERS: text(),
  OTEL_TRACES_SAMPLER: text(),
  OTEL_TRACES_SAMPLER_ARG: text(),
  WINNOW_ALLOW_HOSTS: allowedHosts(),
  OPENAI_API_KEY: text(),
  OPENAI_BASE_URL: httpUrl(),
  OPENAI_MODEL: text(),
  OPENAI_CHEAP_MODEL: text(),
  OPENAI_TRANSCRIBE_MODEL: text(),
  OPENROUTER_API_KEY: text(),
  DISCORD_BOT_TOKEN: text(),
  DISCORD_API_URL: httpUrl(),
  DISCORD_ALERT_WEBHOOK_URL: httpUrl(),
  SLACK_WEBHOOK_URL: httpUrl(),
  ALERT_WEBHOOK_URL: httpUrl(),
  ALERT_WEBHOOK_SECRET: webhookSecrets(),
  QDRANT_URL: httpUrl(),
  GOOGLE_DRIVE_CREDENTIALS: text(),
  GOOGLE_DRIVE_FOLDER_ID: text(),
  WINNOW_PUBLIC_URL: httpUrl(),
  WINNOW_URL: httpUrl(),
  WINNOW_API_KEY: text(),
});

export type EnvName = keyof typeof ENV_SCHEMA.shape;
/** DASHBOARD_API_URL is this deployment's own address where it is absent. */
export type EnvValues = Omit<z.output<typeof ENV_SCHEMA>, 'DASHBOARD_API_URL'> & { DASHBOARD_API_URL: string };

/** The environment as the rest of Winnow sees it. */
export interface Env {
  /** Every variable by its own name, typed, with its default where it is absent. */
  values: EnvValues;
  /** Names of the variables that were set (not empty): where a value comes from. */
  set: ReadonlySet<EnvName>;
  /** Whether people sign in and programs send keys: ENABLE_SIGN_IN, and always where HOST is not loopback. */
  signIn: boolean;
  /** Absolute; WINNOW_DATA_DIR, relative to the project root. */
  dataDir: string;
}

export interface EnvError {
  name: EnvName;
  message: string;
}

/** parseEnv reads the variables Winnow knows and ignores all others. Pure but for the project root of a relative WINNOW_DATA_DIR. */
export function parseEnv(source: Record<string, string | undefined>): { ok: true; value: Env } | { ok: false; errors: EnvError[] } {
  const parsed = ENV_SCHEMA.safeParse(source);
  if (!parsed.success) {
    return { ok: false, errors: parsed.error.issues.map(({ path, message }) => ({ name: String(path[0]) as EnvName, message })) };
  }
  if (parsed.data.ALERT_WEBHOOK_URL !== null && parsed.data.ALERT_WEBHOOK_SECRET === null) {
    const message = 'must be set where ALERT_WEBHOOK_URL is: alerts are sent there only signed';
    return { ok: false, errors: [{ name: 'ALERT_WEBHOOK_SECRET', message }] };
  }
  const names = Object.keys(ENV_SCHEMA.shape) as EnvName[];
  const set = new Set(names.filter((name) => (source[name] ?? '').trim() !== ''));
  const isOpen = !isLoopback(parsed.data.HOST);
  if (isOpen && set.has('ENABLE_SIGN_IN') && !parsed.data.ENABLE_SIGN_IN) {
    const message = `cannot be off while HOST is ${parsed.data.HOST}: beyond this machine everybody must sign in`;
    return { ok: false, errors: [{ name: 'ENABLE_SIGN_IN', message }] };
  }
  if ((parsed.data.OIDC_ISSUER === null) !== (parsed.data.OIDC_CLIENT_ID === null)) {
    return { ok: false, errors: [{ name: 'OIDC_CLIENT_ID', message: 'and OIDC_ISSUER belong together' }] };
  }
  const values = { ...parsed.data, DASHBOARD_API_URL: parsed.data.DASHBOARD_API_URL ?? `http://localhost:${parsed.data.PORT}` };
  return {
    ok: true,
    value: { values, set, signIn: parsed.data.ENABLE_SIGN_IN || isOpen, dataDir: resolve(projectRoot(), parsed.data.WINNOW_DATA_DIR) },
  };
}

/** readEnv is parseEnv for the process's own environment; throws `config_invalid` naming every fault. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = parseEnv(source);
  if (parsed.ok) return parsed.value;
  const list = parsed.errors.map(({ name, message }) => `${name} ${message}`).join('\n');
  throw new WinnowError('config_invalid', `The environment has ${parsed.errors.length} fault(s):\n${list}`, {
    fields: parsed.errors.map(({ name, message }) => ({ field: name, message })),
  });
}
