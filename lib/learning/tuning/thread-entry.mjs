/** The tuning thread. A thread knows neither TypeScript nor the `@/` alias until it is told. */
import { register } from 'tsx/esm/api';

register({ tsconfig: new URL('../../../tsconfig.json', import.meta.url).pathname });
const { answerOnThread } = await import('./thread.ts');
export default answerOnThread;
