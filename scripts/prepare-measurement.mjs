/** What `npm run eval` and `npm run bench` need in a fresh clone: the packages and the database client. Quick where they are there. */
import { installDependencies, ROOT, registerTypeScript, requireNode } from './prepare.mjs';
import { complain } from './steps.mjs';

try {
  requireNode();
  await installDependencies();
  await registerTypeScript();
  const { generateClient } = await import('../supervisor/generated.ts');
  await generateClient(ROOT, new AbortController().signal);
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
