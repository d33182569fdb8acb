/**
 * `npm run api`: makes what follows from the API's description: the schemas of its answers (from app/_server/openapi/answer-types.ts) and the types of the client in
 * client/. Both are kept in the tree; a test makes them again and compares.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, registerTypeScript } from './prepare.mjs';
import { say } from './steps.mjs';

await registerTypeScript();
const { answerSchemas, ANSWERS_FILE } = await import('./api/answer-schemas.mjs');
writeFileSync(join(ROOT, ANSWERS_FILE), answerSchemas());
say(`${ANSWERS_FILE} made`);
const { clientTypes, CLIENT_FILE } = await import('./api/client-types.mjs');
writeFileSync(join(ROOT, CLIENT_FILE), await clientTypes());
say(`${CLIENT_FILE} made`);
process.exit(0);
