/** A text behind the routes that read files or ids, byte for byte, and as the name of a sample. */
import { connect } from 'node:net';
import { OPERATIONS } from '../../../app/_server/openapi/operations';
import { askJson } from '../../support/ask';
import { pathOf } from '../../support/operations';
import { type Outcomes, verdictOf } from '../../support/outcomes';
import { leaked } from './secrets';

const RUN = pathOf(OPERATIONS.find(({ path }) => path === '/api/runs/{id}')!);
const BEFORE = [
  '/',
  '/api/',
  '/api/runs/',
  `${RUN}/`,
  `${RUN}/media/`,
  '/api/config/versions/',
  '/runs/',
  '/_next/static/',
  '/_next/image?w=64&q=75&url=',
];
const PATIENCE_MS = 15_000;

export async function throughRoutes({ id, text }: { id: string; text: string }, port: number, outcomes: Outcomes): Promise<void> {
  for (const before of BEFORE) {
    const answer = await get(port, before + text);
    const door = `GET ${before.replace(RUN, '/api/runs/{id}')}…`;
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer ?? '')?.[1]);
    const secret = leaked(answer ?? '');
    if (answer === null) outcomes.fail(id, door, 'hang');
    else if (secret) outcomes.fail(id, door, `gave ${secret}`);
    else if (!(status < 500)) outcomes.fail(id, door, answer.slice(0, 80));
    else outcomes.count(door, String(status));
  }
  const verdict = verdictOf(await askJson(port, 'POST', '/api/runs', { url: `sample:${text}` }));
  if (verdict.kind === 'refused') outcomes.count('sample', verdict.code);
  else outcomes.fail(id, 'sample', verdict.kind === 'fault' ? verdict.problem : 'taken');
}

/** What is answered to the request line as it is; null where the connection is not ended in time. A parser in between would tidy it up. */
function get(port: number, path: string): Promise<string | null> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding('utf8').setTimeout(PATIENCE_MS, () => {
      done(null);
      socket.destroy();
    });
    socket.on('data', (part) => {
      answer += part;
    });
    socket.on('error', () => {});
    socket.on('close', () => done(answer));
  });
}
