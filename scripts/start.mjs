/**
 * `npm start`: installs what is missing, then starts everything under one supervisor (supervisor.ts). `npm run dev` (--dev) does so with reload
 * on change instead of a build.
 */
import { installDependencies, loadEnvFile, registerTypeScript, requireNode, writeEnvFile } from './prepare.mjs';
import { complain } from './steps.mjs';

const unknown = process.argv.slice(2).filter((argument) => argument !== '--dev');

try {
  if (unknown.length > 0) throw new Error(`unknown argument: ${unknown.join(' ')} (the only one is --dev)`);
  requireNode();
  await installDependencies();
  await writeEnvFile();
  loadEnvFile();
  await registerTypeScript();
  const { supervise } = await import('../supervisor.ts');
  await supervise({ dev: process.argv.includes('--dev') });
  process.exit(0);
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
