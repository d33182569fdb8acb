/** `npm run build`: makes the Prisma client and the pages where their sources have changed. `npm start` does so by itself; an image is built with this. */
import { registerTypeScript, requireNode } from './prepare.mjs';
import { complain } from './steps.mjs';

try {
  requireNode();
  await registerTypeScript();
  const { prepareGenerated } = await import('../supervisor/prepare.ts');
  const { projectRoot } = await import('../lib/config/project-root.ts');
  await prepareGenerated(projectRoot(), true, new AbortController().signal);
  process.exit(0);
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
