#!/usr/bin/env node
/**
 * Stand-in for Prisma's native `schema-engine` binary: the same arguments and the same JSON-RPC over stdio, served by the WASM build of the
 * same engine (npm: @prisma/schema-engine-wasm) through @prisma/adapter-pg. prisma.config.ts turns it on. Why: docs/decisions/0001.
 */
import { parseArguments } from './schema-engine/arguments.mjs';
import { runDatabaseCommand } from './schema-engine/database-command.mjs';
import { loadEngine } from './schema-engine/engine.mjs';
import { serve } from './schema-engine/rpc.mjs';

const { command, subcommand, datasourceUrl, datamodelFiles } = parseArguments(process.argv.slice(2));

if (command === '--version') process.stdout.write(`schema-engine-wasm ${loadEngine().version()}\n`);
else if (command === 'cli') await runDatabaseCommand(subcommand, datasourceUrl);
else serve(datasourceUrl, datamodelFiles);
