import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OPERATIONS } from '@/app/_server/openapi/operations';
import { faultOfCommand } from '@/cli/testing';
import { ENV_SCHEMA } from '@/lib/config/env';

const ROOT = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
/** What is not Winnow's own variable. */
const OTHERS = ['NODE_ENV', 'NEXT_TELEMETRY_DISABLED'];
const isKnown = (variable: string) => variable in ENV_SCHEMA.shape || OTHERS.includes(variable);
const paths = new Set(OPERATIONS.map(({ path }) => path));

interface Service {
  image?: string;
  command?: string[];
  environment: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  volumes: string[];
  profiles?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, unknown>;
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const { db, ...ours } = compose.services;

describe('docker-compose.yml', () => {
  it('has a database with pgvector, the web process, workers and the bot', () => {
    expect(Object.keys(compose.services)).toEqual(['db', 'web', 'worker', 'discord', 'backup']);
    expect(db!.image).toMatch(/^pgvector\/pgvector:pg\d+$/);
    expect(ours.discord!.profiles).toEqual(['discord']);
  });

  it.each(Object.entries(ours))(
    '%s runs a command that exists, with variables that exist, and can change nothing but its data',
    (_, service) => {
      expect(faultOfCommand(service.command!)).toBeNull();
      expect(Object.keys(service.environment).filter((name) => !isKnown(name))).toEqual([]);
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
      expect(service.tmpfs).toEqual([expect.stringMatching(/^\/tmp:/)]);
      expect(service.volumes).toContain('data:/data');
      expect(service.depends_on).toHaveProperty('db');
    },
  );

  it('names volumes that it declares and asks for a path that is served', () => {
    const named = Object.values(compose.services).flatMap(({ volumes }) => volumes.flatMap((one) => /^(\w+):/.exec(one)?.[1] ?? []));
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
    expect(paths).toContain(new URL(/http[^']+/.exec(ours.web!.healthcheck!.test.join(' '))![0]).pathname);
  });
});

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const final = text.slice(text.lastIndexOf('\nFROM '));

  it('ends as a user without rights, on a command that exists', () => {
    expect(final).toMatch(/^USER node$/m);
    const entry = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(final)![1]!) as string[];
    expect(existsSync(join(ROOT, entry.at(-1)!))).toBe(true);
    expect(faultOfCommand(JSON.parse(/^CMD (.+)$/m.exec(final)![1]!) as string[])).toBeNull();
    const set = [...final.matchAll(/^(?:ENV| {4}) ?(\w+)=/gm)].map((match) => match[1]!);
    expect(set.length).toBeGreaterThan(2);
    expect(set.filter((name) => !isKnown(name))).toEqual([]);
  });

  it('copies files that are there and runs scripts that are there', () => {
    for (const [, from] of text.matchAll(/^COPY (?!--)(.+) \S+$/gm))
      for (const file of from!.split(' ')) expect(existsSync(join(ROOT, file)), file).toBe(true);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, script] of text.matchAll(/npm run (\S+)/g)) expect(Object.keys(scripts)).toContain(script);
  });

  it('keeps secrets and what git does not hold out of the build', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const entry of ['.env', '.git', '.winnow', 'node_modules', 'logs', '.next', 'lib/data/generated'])
      expect(ignored).toContain(entry);
  });
});

const UNITS = readdirSync(join(ROOT, 'deploy/systemd'));

describe('systemd units', () => {
  it.each(UNITS.filter((name) => name.endsWith('.service')))(
    '%s runs a command that exists, with variables that exist, without rights',
    (name) => {
      const unit = read(`deploy/systemd/${name}`);
      const [, script, words] = /^ExecStart=\/usr\/bin\/node (\S+) (.+)$/m.exec(unit)!;
      expect(existsSync(join(ROOT, script!))).toBe(true);
      expect(faultOfCommand(words!.split(' '))).toBeNull();
      const set = /^Environment=(.+)$/m
        .exec(unit)![1]!
        .split(' ')
        .map((one) => one.split('=')[0]!);
      expect(set.filter((variable) => !isKnown(variable))).toEqual([]);
      for (const line of ['User=winnow', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet='])
        expect(unit.split('\n')).toContain(line);
    },
  );

  it('belong together', () => {
    expect(UNITS.sort()).toEqual(
      [
        'winnow-backup.service',
        'winnow-backup.timer',
        'winnow-discord.service',
        'winnow-web.service',
        'winnow-worker@.service',
        'winnow.target',
      ].sort(),
    );
  });

  const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.runIf(analyze)('are read by systemd without complaint', () => {
    const result = spawnSync('systemd-analyze', ['verify', '--man=no', ...UNITS.map((name) => join(ROOT, 'deploy/systemd', name))], {
      encoding: 'utf8',
    });
    const complaints = result.stderr
      .split('\n')
      .filter((line) => line.includes('/deploy/systemd/') && !/is not executable|Failed to (?:load|create)/.test(line));
    expect(complaints).toEqual([]);
  });
});
