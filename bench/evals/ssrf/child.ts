/** A hostile child in the sandbox, with the guard's proxy as its only way out: what it reaches by the proxy, and what past it. */
import { PUBLIC_IPV4 } from '@/lib/net/testing/stand-ins';
import { runChild } from '@/lib/sandbox/run';
import type { SandboxLayers } from '@/lib/sandbox/types';
import { type Tally, withWorld } from './world';

/** Prints one JSON line: the proxy's status for each URL, and whether each address was reached directly. Ignores what the environment says. */
const HOSTILE_CHILD = `
  const net = require('node:net'), http = require('node:http');
  const { proxy, urls, addresses } = JSON.parse(process.argv[1]);
  const { hostname, port, username, password } = new URL(proxy);
  const auth = 'Basic ' + Buffer.from(username + ':' + password).toString('base64');
  const ask = (url) => new Promise((done) => http.request({ hostname, port, path: url, headers: { 'proxy-authorization': auth } },
    (r) => { r.resume(); done(r.statusCode); }).on('error', (e) => done(e.code)).end());
  const dial = ([host, port]) => new Promise((done) => net.connect({ host, port }).on('connect', () => done(true)).on('error', () => done(false)));
  (async () => {
    console.log(JSON.stringify({ asked: await Promise.all(urls.map(ask)), dialled: await Promise.all(addresses.map(dial)) }));
    process.exit(0);
  })();`;

/** childEscapes runs the child and returns what it did that it should not have, or could not do that it should have. */
export async function childEscapes(layers: SandboxLayers, tally: Tally): Promise<{ escaped: string[]; refused: string[] }> {
  return withWorld(tally, {}, async (world) => {
    world.standIns.name('example.com', [PUBLIC_IPV4]);
    world.standIns.name('inside.example.com', ['127.0.0.1']);
    await world.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('content'));
    const proxy = await world.childProxy();
    const urls = ['http://example.com/', 'http://inside.example.com/', 'http://127.0.0.1/', 'http://[::1]/', 'http://localhost/'];
    const canaries = ['127.0.0.1', '127.0.0.2', '::1'].flatMap((address) => {
      const port = world.standIns.canaryPort(address);
      return port === null ? [] : [[address, port]];
    });
    // Where no namespace holds, a child could dial what it likes; that is what the layer says, and not measured as the guard's doing.
    const addresses = layers.proxy === 'namespace' ? canaries : [];
    const { stdout, stderr } = await runChild({
      command: process.execPath,
      args: ['-e', HOSTILE_CHILD, JSON.stringify({ proxy: proxy.url, urls, addresses })],
      network: { proxy },
      timeoutMs: 20_000,
      maxStdoutBytes: 10_000,
    });
    if (stdout.length === 0) throw new Error(`the child said nothing: ${stderr}`);
    const { asked, dialled } = JSON.parse(stdout.toString()) as { asked: (number | string)[]; dialled: boolean[] };
    const [allowed, ...forbidden] = asked;
    return {
      escaped: [
        ...forbidden.flatMap((status, i) => (status === 403 ? [] : [`child by proxy: ${urls[i + 1]}: ${status}`])),
        ...dialled.flatMap((reached, i) => (reached ? [`child past the proxy: ${addresses[i]}`] : [])),
      ],
      refused: allowed === 200 ? [] : [`child by proxy: ${urls[0]}: ${allowed}`],
    };
  });
}
