import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Where the WASM code puts a panic's message before it traps. Its name is the engine's. */
const panics = { message: undefined, set_message: (message) => (panics.message = message) };
globalThis.PRISMA_WASM_PANIC_REGISTRY = panics;

/** loadEngine instantiates the WASM module once; its panics end the process the way the native engine's do (status 101). */
export function loadEngine() {
  process.on('uncaughtException', (error) => {
    logError({ is_panic: true, message: panics.message ?? String(error?.stack ?? error), backtrace: String(error?.stack) });
    process.exit(101);
  });
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const wasm = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** logError writes one line of the native engine's log, which Prisma's command line parses. */
export function logError(fields) {
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
}
