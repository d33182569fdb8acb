import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENV_SCHEMA, type EnvName, parseEnv, readEnv } from './env';
import { projectRoot } from './project-root';

function valuesOf(source: Record<string, string | undefined>) {
  const parsed = parseEnv(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value.values;
}

function errorsOf(source: Record<string, string>) {
  const parsed = parseEnv(source);
  return parsed.ok ? [] : parsed.errors;
}

describe('an empty environment', () => {
  it('has every optimisation off and listens on loopback', () => {
    expect(valuesOf({})).toMatchObject({
      ENABLE_QUALITY_FILTERING: false,
      ENABLE_CONTENT_ROUTING: false,
      ENABLE_EARLY_EXIT: false,
      ENABLE_DASHBOARD_METRICS: false,
      ENABLE_HTTP_RETRY: true,
      RETRY_MAX_ATTEMPTS: 3,
      QUALITY_MIN_OVERALL: null,
      CONFIG_VERSION: null,
      DATABASE_URL: null,
      HOST: '127.0.0.1',
      PORT: 8000,
      LOG_LEVEL: 'info',
      DASHBOARD_API_URL: 'http://localhost:8000',
      WINNOW_ALLOW_HOSTS: [],
      OPENAI_API_KEY: null,
    });
  });

  it('is what one of empty strings is', () => {
    const empty = Object.fromEntries(Object.keys(ENV_SCHEMA.shape).map((name) => [name, ' ']));
    expect(parseEnv(empty)).toEqual(parseEnv({}));
  });
});

describe('flags', () => {
  it.each([
    ['1', true],
    ['true', true],
    ['YES', true],
    [' on ', true],
    ['0', false],
    ['False', false],
    ['no', false],
    ['off', false],
  ])('%j is %s', (text, on) => {
    expect(valuesOf({ ENABLE_EARLY_EXIT: text }).ENABLE_EARLY_EXIT).toBe(on);
  });

  it.each(['2', 'y', 'enabled', 'tru', '-1', '1.0'])('%j is an error, not "off"', (text) => {
    expect(errorsOf({ ENABLE_EARLY_EXIT: text })).toEqual([{ name: 'ENABLE_EARLY_EXIT', message: expect.stringContaining('on/off') }]);
  });
});

describe('values', () => {
  it.each<[EnvName, string, unknown]>([
    ['QUALITY_MIN_OVERALL', '0', 0],
    ['QUALITY_MIN_OVERALL', '.7', 0.7],
    ['PORT', '8080', 8080],
    ['LOG_LEVEL', 'WARNING', 'warn'],
    ['HOST', 'localhost', 'localhost'],
    ['HOST', '[::1]', '::1'],
    ['HOST', '127.0.0.2', '127.0.0.2'],
    ['DATABASE_URL', 'postgres://u:p@db/x', 'postgres://u:p@db/x'],
    ['OPENAI_BASE_URL', 'http://localhost:1234/v1/', 'http://localhost:1234/v1'],
    ['ALERT_WEBHOOK_SECRET', `whsec_${'QUJD'.repeat(8)}`, 'QUJD'.repeat(8)],
    ['ALERT_WEBHOOK_SECRET', 'QUJD'.repeat(8), 'QUJD'.repeat(8)],
    [
      'WINNOW_ALLOW_HOSTS',
      'Media.LAN:8080, 127.1:80 [::1]:443',
      [
        { host: 'media.lan', port: 8080 },
        { host: '127.0.0.1', port: 80 },
        { host: '::1', port: 443 },
      ],
    ],
  ])('%s=%s', (name, text, value) => {
    expect(valuesOf({ [name]: text })[name]).toEqual(value);
  });

  it.each<[EnvName, string]>([
    ['QUALITY_MIN_OVERALL', '1.01'],
    ['QUALITY_MIN_OVERALL', '-0.1'],
    ['QUALITY_MIN_OVERALL', 'NaN'],
    ['QUALITY_MIN_OVERALL', '65%'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '8e3'],
    ['RETRY_MAX_ATTEMPTS', '0'],
    ['LOG_LEVEL', 'LOUD'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd'],
    ['ALERT_WEBHOOK_SECRET', 'QUJD'.repeat(7)],
    ['ALERT_WEBHOOK_SECRET', `whsec_${'QUJD'.repeat(22)}`],
    ['ALERT_WEBHOOK_SECRET', 'correct horse battery staple, and then some more'],
    ['WINNOW_ALLOW_HOSTS', 'media.lan'],
    ['WINNOW_ALLOW_HOSTS', 'http://media.lan:80'],
    ['WINNOW_ALLOW_HOSTS', 'user@media.lan:80'],
    ['WINNOW_ALLOW_HOSTS', 'media.lan/path:80'],
    ['WINNOW_ALLOW_HOSTS', 'media.lan:99999'],
    ['WINNOW_TRUSTED_PROXIES', 'proxy.lan'],
    ['WINNOW_TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('%s=%s is refused', (name, text) => {
    expect(errorsOf({ [name]: text }).map((error) => error.name)).toEqual([name]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', '128.0.0.1'])('HOST=%s has everybody sign in', (host) => {
    const parsed = parseEnv({ HOST: host });
    expect(parsed.ok && parsed.value.signIn).toBe(true);
    expect(errorsOf({ HOST: host, ENABLE_SIGN_IN: '0' })).toMatchObject([{ name: 'ENABLE_SIGN_IN' }]);
  });

  it.each(['example.org', '127.evil.example', '256.0.0.1'])('HOST=%s is refused', (host) => {
    expect(errorsOf({ HOST: host })[0]?.message).toMatch(/must be an IP address/);
  });

  it('nobody signs in on loopback unless that is asked for', () => {
    const [without, asked] = [parseEnv({}), parseEnv({ ENABLE_SIGN_IN: '1' })];
    expect([without.ok && without.value.signIn, asked.ok && asked.value.signIn]).toEqual([false, true]);
  });

  it('an OpenID provider needs both its address and a client', () => {
    expect(errorsOf({ OIDC_ISSUER: 'https://id.example' })).toMatchObject([{ name: 'OIDC_CLIENT_ID' }]);
  });

  it('take the own address from the port where it is not given', () => {
    expect(valuesOf({ PORT: '9000' }).DASHBOARD_API_URL).toBe('http://localhost:9000');
    expect(valuesOf({ PORT: '9000', DASHBOARD_API_URL: 'https://winnow.example/' }).DASHBOARD_API_URL).toBe('https://winnow.example');
  });
});

describe('faults', () => {
  it('are told all together, by name', () => {
    const source = { PORT: 'x', ENABLE_EARLY_EXIT: 'maybe', HOST: 'here' };
    expect(
      errorsOf(source)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['ENABLE_EARLY_EXIT', 'HOST', 'PORT']);
    expect(() => readEnv(source)).toThrow(/3 fault\(s\)[\s\S]*ENABLE_EARLY_EXIT[\s\S]*HOST[\s\S]*PORT/);
  });

  it('never quote what may be a secret', () => {
    const secrets = {
      DATABASE_URL: 'mysql://u:s3cret@db',
      SLACK_WEBHOOK_URL: 's3cret',
      QDRANT_URL: 'ftp://s3cret@q',
      OPENAI_BASE_URL: 's3cret',
      ALERT_WEBHOOK_SECRET: 's3cret',
    };
    expect(JSON.stringify(errorsOf(secrets))).not.toContain('s3cret');
    expect(errorsOf(secrets)).toHaveLength(5);
  });
});

it('sends alerts to a webhook only signed', () => {
  const url = 'https://alerts.example/hook';
  expect(errorsOf({ ALERT_WEBHOOK_URL: url }).map(({ name }) => name)).toEqual(['ALERT_WEBHOOK_SECRET']);
  expect(errorsOf({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: 'QUJD'.repeat(8) })).toEqual([]);
});

it('says which variables were set', () => {
  const parsed = parseEnv({ PORT: '8000', HOST: '', UNKNOWN: 'x' });
  expect(parsed.ok && [...parsed.value.set]).toEqual(['PORT']);
});

it('takes a relative data folder from the project root, whatever the working directory', () => {
  const parsed = parseEnv({ WINNOW_DATA_DIR: 'data/here' });
  expect(parsed.ok && parsed.value.dataDir).toBe(join(projectRoot(), 'data/here'));
});

describe('.env.example', () => {
  const text = readFileSync(join(projectRoot(), '.env.example'), 'utf8');
  const lines = [...text.matchAll(/^(#?)([A-Z][A-Z_]+)=(.*)$/gm)].map(([, hash, name, value]) => ({
    name: name ?? '',
    on: hash === '',
    value: value ?? '',
  }));

  it('documents every variable, and none that does not exist', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(ENV_SCHEMA.shape).sort());
  });

  it('switches the four ENABLE flags on and leaves everything else to its default', () => {
    expect(lines.filter(({ on }) => on)).toEqual(
      ['QUALITY_FILTERING', 'CONTENT_ROUTING', 'EARLY_EXIT', 'DASHBOARD_METRICS'].map((name) => ({
        name: `ENABLE_${name}`,
        on: true,
        value: '1',
      })),
    );
  });

  it('shows values that are valid once uncommented', () => {
    expect(errorsOf(Object.fromEntries(lines.map(({ name, value }) => [name, value])))).toEqual([]);
  });
});
