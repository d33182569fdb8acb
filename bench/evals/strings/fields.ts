/** The text fields of the API: each is sent a string, and asked for it again. */

import { newId } from '@/lib/base/ids';
import { database } from '@/lib/data/client';
import { ask, askJson } from '../../support/ask';
import { type Outcomes, verdictOf } from '../../support/outcomes';

interface Field {
  name: string;
  /** Sends the text; what is stored is read back from the answer's body. */
  send: (port: number, text: string) => ReturnType<typeof askJson>;
  /** undefined where nothing is given back. */
  read?: (port: number, body: Record<string, unknown>, text: string) => Promise<string | undefined>;
  /** By the contract. */
  trims?: boolean;
}

let versions = 0;
let arms: [number, number] | null = null;
let lastKey = '';

const get = async (port: number, path: string): Promise<Record<string, unknown>> => {
  const asked = await ask(port, { method: 'GET', path });
  return 'status' in asked && asked.status === 200 ? (JSON.parse(asked.body) as Record<string, unknown>) : {};
};

/** Each its own, so that it is a version of its own. */
const newVersion = async (port: number, note: string) =>
  askJson(port, 'PUT', '/api/config', { sources: { monitoring: `# version ${++versions}\n` }, note, activate: false }, { 'if-match': '*' });

async function experimentArms(port: number): Promise<[number, number]> {
  const number = async () => {
    const asked = await newVersion(port, '');
    return (JSON.parse('body' in asked ? asked.body : '{}') as { number: number }).number;
  };
  arms ??= [await number(), await number()];
  return arms;
}

async function newExperiment(port: number, texts: { name: string; note: string }) {
  const [conservative, aggressive] = await experimentArms(port);
  return askJson(port, 'POST', '/api/experiments', {
    ...texts,
    arms: [
      { name: 'a', role: 'conservative', config_version: conservative, share: 0.5 },
      { name: 'b', role: 'aggressive', config_version: aggressive, share: 0.5 },
    ],
  });
}

async function storedExperiment(port: number, id: unknown, field: string): Promise<string | undefined> {
  const view = await get(port, `/api/experiments/${id}`);
  // Only one runs at a time.
  await askJson(port, 'POST', `/api/experiments/${id}/stop`, {});
  return view[field] as string | undefined;
}

const record = (port: number, fields: Record<string, string>) => {
  lastKey = newId();
  const body = { processing_type: 'early_exit', exit_checkpoint: 'post_download', ...fields };
  return askJson(port, 'POST', '/api/performance/record', body, { 'idempotency-key': lastKey });
};

async function storedRecord(column: 'exitReason' | 'contentType' | 'configVersion'): Promise<string | undefined> {
  const row = await database().performanceRecord.findFirst({ where: { idempotencyKey: lastKey }, select: { [column]: true } });
  return (row as Record<string, string | null> | null)?.[column] ?? undefined;
}

const search = (path: string) => (port: number, text: string) =>
  ask(port, { method: 'GET', path: `${path}?q=${encodeURIComponent(text.toWellFormed())}` });

const FIELDS: readonly Field[] = [
  {
    name: 'config note',
    send: newVersion,
    read: async (port, { number }) => (await get(port, `/api/config/versions/${number}`)).note as string | undefined,
    trims: true,
  },
  {
    name: 'experiment name',
    send: (port, text) => newExperiment(port, { name: text, note: '' }),
    read: (port, { id }) => storedExperiment(port, id, 'name'),
    trims: true,
  },
  {
    name: 'experiment note',
    send: (port, text) => newExperiment(port, { name: 'An experiment', note: text }),
    read: (port, { id }) => storedExperiment(port, id, 'note'),
  },
  { name: 'record exit_reason', send: (port, text) => record(port, { exit_reason: text }), read: () => storedRecord('exitReason') },
  { name: 'record content_type', send: (port, text) => record(port, { content_type: text }), read: () => storedRecord('contentType') },
  {
    name: 'record config_version',
    send: (port, text) => record(port, { config_version: text }),
    read: () => storedRecord('configVersion'),
  },
  {
    name: 'model name',
    send: (port, text) => askJson(port, 'PUT', '/api/settings/llm', { models: [{ name: text }] }),
    read: async (port) => {
      const { settings } = (await get(port, '/api/settings/llm')) as { settings?: { models: { name: string }[] } };
      return settings?.models[0]?.name;
    },
    trims: true,
  },
  { name: 'run search', send: search('/api/runs') },
  { name: 'memory search', send: search('/api/memory/search') },
  { name: 'entity search', send: search('/api/memory/entities') },
  { name: 'question', send: (port, text) => askJson(port, 'POST', '/api/memory/ask', { question: text }) },
  {
    name: 'filter',
    send: (port, text) => ask(port, { method: 'GET', path: `/api/performance?content_type=${encodeURIComponent(text.toWellFormed())}` }),
  },
];

/** throughFields: refused with a reason, or given back exactly (but for spaces around, where those are taken off). */
export async function throughFields({ id, text }: { id: string; text: string }, port: number, outcomes: Outcomes): Promise<void> {
  for (const { name, send, read, trims } of FIELDS) {
    const verdict = verdictOf(await send(port, text));
    if (verdict.kind === 'fault') outcomes.fail(id, name, verdict.problem);
    else if (verdict.kind === 'refused') outcomes.count(name, verdict.code);
    else if (!read) outcomes.count(name, 'answered');
    else {
      const stored = await read(port, JSON.parse(verdict.body) as Record<string, unknown>, text);
      if (stored === (trims ? text.trim() : text)) outcomes.count(name, 'stored, and given back as it was');
      else outcomes.fail(id, name, `came back as ${JSON.stringify(stored)?.slice(0, 80)}`);
    }
  }
}
