#!/usr/bin/env node
/** `winnow …`, from any folder. This file needs nothing but Node, so that it can say what is missing where nothing is installed yet. */
import { isInstalled, loadEnvFile, registerTypeScript, requireNode } from '../scripts/prepare.mjs';

try {
  requireNode();
  if (!isInstalled()) throw new Error('The packages are not installed as package-lock.json says. To fix: npm ci (npm start does it too).');
} catch (error) {
  const json = process.argv.includes('--json');
  const check = { name: 'Packages', state: 'missing', detail: error.message };
  process.stdout.write(json ? `${JSON.stringify({ ok: false, checks: [check] })}\n` : `✗ ${error.message}\n`);
  process.exit(1);
}

loadEnvFile();
await registerTypeScript();
const { main } = await import('../cli/main.ts');
await main(process.argv);
