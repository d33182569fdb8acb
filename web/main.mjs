/**
 * The web process: Next.js as a custom server, behind the one route that it does not answer itself. Arguments: --hostname HOST --port PORT.
 *
 * Records are posted by the thousand a second. instrumentation.ts, which is built with the rest of the server, leaves the function that answers them on
 * globalThis; until it has, and for everything else, requests go to Next.js as they came.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import next from 'next';

const { values } = parseArgs({
  options: { hostname: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '8000' } },
});
const hostname = values.hostname;
const port = Number(values.port);
const dir = resolve(import.meta.dirname, '..');
// What decides who may come in (app/_server/admission.ts) asks them which names are ours, and whether strangers can reach us.
process.env.PORT = String(port);
process.env.HOST = hostname;
const drainMs = Number(process.env.WINNOW_DRAIN_SECONDS || 0) * 1000;
let stopping = false;

/** Headers within seconds, a body (the largest are bulk records) within minutes: whoever sends slower keeps a connection for nothing. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 300_000;
/** Longer than balancers and clients keep an idle connection: whoever closes first must be the one who sends, or a request meets a closed door. */
const IDLE_MS = 75_000;

const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: IDLE_MS }, (request, response) => {
  // Whatever a client sent under this name.
  request.headers['x-winnow-peer'] = request.socket.remoteAddress ?? '';
  // Whoever keeps a connection open is to make the next one to a process that stays.
  if (stopping) response.setHeader('connection', 'close');
  if (globalThis.winnowFront?.(request, response)) return;
  handle(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});
server.on('error', (error) => {
  console.error(error);
  process.exit(1);
});

// Next.js sees to upgrades by itself, on the server that it is told of.
const app = next({ dev: false, dir, hostname, port, httpServer: server });
const handle = app.getRequestHandler();
await app.prepare();
server.listen(port, hostname);

/**
 * From SIGTERM on /api/health/ready says no (it hears of the signal by itself), while everything is still answered for WINNOW_DRAIN_SECONDS: a load balancer notices
 * and sends nothing more. Then as `next start` does: no new connections, what is open is answered, Next.js ends.
 */
function stop(status) {
  if (stopping) return;
  stopping = true;
  setTimeout(() => server.close(() => void app.close().then(() => process.exit(status))), drainMs);
}
process.on('SIGINT', () => stop(130));
process.on('SIGTERM', () => stop(143));
