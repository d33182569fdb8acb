/**
 * npm runs us in a shell of its own. Whoever ends npm means us, but a signal to npm reaches the shell at most, and a kill -9 not even that; without this
 * `npm start` would go on with nobody who could stop it.
 */
import { commandLine, parentPid, processIdentity } from '@/lib/base/processes';

const LOOK_MS = 250;
const MOST_ANCESTORS = 12;

const isNpm = (pid: number) => /(^|[/ ])(npm|npx|npm-cli\.js|npx-cli\.js)( |$)/.test(commandLine(pid) ?? '');

/** The processes from our parent up to npm; none where npm is not among them. */
function ancestorsUpToNpm(): string[] {
  const identities: string[] = [];
  let pid: number | null = process.ppid;
  while (pid !== null && pid > 1 && identities.length < MOST_ANCESTORS) {
    const identity = processIdentity(pid);
    if (identity === null) return [];
    identities.push(identity);
    if (isNpm(pid)) return identities;
    pid = parentPid(pid);
  }
  return [];
}

/** onLauncherGone calls back once when npm, or a process between npm and us, has ended. The returned function forgets it. */
export function onLauncherGone(callBack: () => void): () => void {
  const ancestors = process.env.npm_lifecycle_event === undefined ? [] : ancestorsUpToNpm();
  if (ancestors.length === 0) return () => {};
  const timer = setInterval(() => {
    if (ancestors.every((identity) => processIdentity(Number.parseInt(identity, 10)) === identity)) return;
    clearInterval(timer);
    callBack();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
