/**
 * Loaded into the processes that the chaos bench starts. Their clock is as many milliseconds ahead as the file in CHAOS_CLOCK says (PostgreSQL's and the timers'
 * are not: as when a machine's clock is set), and a request for a path under /poison/ kills the process that makes it, at once.
 */
import diagnostics from 'node:diagnostics_channel';
import { readFileSync, watchFile } from 'node:fs';

const file = process.env.CHAOS_CLOCK;
const LOOK_EVERY_MS = 250;

if (file) {
  const RealDate = Date;
  const now = Date.now.bind(Date);
  let ahead = 0;
  const read = () => {
    ahead = Number(readFileSync(file, 'utf8')) || 0;
  };
  read();
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, read);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now() + ahead] : args, self),
    apply: () => new RealDate(now() + ahead).toString(),
    get: (target, name) => (name === 'now' ? () => now() + ahead : Reflect.get(target, name)),
  });
}

diagnostics.subscribe('http.client.request.start', ({ request }) => {
  if (String(request.path).startsWith('/poison/')) process.kill(process.pid, 'SIGKILL');
});
