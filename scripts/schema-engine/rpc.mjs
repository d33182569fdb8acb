import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { offlineFactory, SchemaAdapterFactory } from './adapter.mjs';
import { loadEngine } from './engine.mjs';

const OFFLINE_TARGETS = new Set(['empty', 'schemaDatamodel']);

/** needsDatabase is false only for a diff between schema files and nothing. */
function needsDatabase(method, params) {
  return method !== 'diff' || ![params.from, params.to].every((target) => OFFLINE_TARGETS.has(target.tag));
}

/** call runs one method of the protocol on the engine. Where it differs from the native one, the difference is made up for here. */
async function call(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params ?? null);
  if (method === 'createDatabase') throw new Error('createDatabase: use `cli create-database`');
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    // The WASM build opens a shadow database in diagnoseMigrationHistory only; these two live off what that call has cached.
    const { migrationsList, filters } = params;
    await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
  }
  const completed = method === 'introspect' ? { ...params, namespaces: params.namespaces ?? null } : params;
  return (await engine[method](completed)) ?? {};
}

/**
 * serve answers JSON-RPC requests, one a line on stdin, in order, until stdin ends.
 * @param {string | undefined} datasourceUrl
 * @param {string[]} datamodelFiles
 */
export function serve(datasourceUrl, datamodelFiles) {
  const { SchemaEngine } = loadEngine();
  const datamodels = datamodelFiles.length > 0 ? datamodelFiles.map((file) => [file, readFileSync(file, 'utf8')]) : undefined;
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  // One engine for the whole session: it caches the schema that the migrations lead to.
  let engine;
  const connect = async (factory) => {
    engine ??= await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
    return engine;
  };

  const answer = async ({ id, method, params }) => {
    try {
      const connected = await connect(needsDatabase(method, params) ? new SchemaAdapterFactory(datasourceUrl) : offlineFactory());
      let result = await call(connected, method, params);
      if (method === 'diff') {
        // The native engine prints a diff by a request of its own, and answers with the exit code only.
        if (result.stdout) send({ id: -1, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
        result = { exitCode: result.exitCode };
      }
      send({ id, result });
    } catch (error) {
      const data = {
        is_panic: error?.name === 'RuntimeError',
        message: String(error?.message ?? error),
        meta: error?.meta ?? null,
        error_code: error?.code ?? null,
      };
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
    }
  };

  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(request));
  });
  lines.on('close', () => queue.then(() => process.exit(0)));
}
