/**
 * relay.mjs PORT SOCKET COMMAND ARGS…: runs inside a network namespace, where it is the only way out. It listens on 127.0.0.1:PORT, joins each
 * connection to the UNIX socket at SOCKET (paths reach across network namespaces), and runs the command until that ends. Plain
 * JavaScript, so that it starts without a loader.
 */
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';
import { pipeline } from 'node:stream';

const [port, socketPath, command, ...args] = process.argv.slice(2);

// The whole group is told to end together: this process waits to see how the command takes it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});

const server = createServer({ allowHalfOpen: true }, (client) => {
  const proxy = connect({ path: socketPath, allowHalfOpen: true });
  pipeline(client, proxy, () => {});
  pipeline(proxy, client, () => {});
});
server.listen(Number(port), '127.0.0.1', () => {
  const child = spawn(command, args, { stdio: 'inherit' });
  child.on('error', () => process.exit(127));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
});
