/**
 * A small internet on loopback, for tests and evals of the guard. Names and addresses are stood in for at the guard's two seams, behind
 * all of its checks: a public address leads to a server of ours, and every other address that the guard dials leads to a live canary that
 * counts the connection. Nothing is resolved or reached for real.
 */
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, isIPv6, type Server, type Socket } from 'node:net';
import type { NetworkSeams } from '../types';
import type { TestCertificate } from './certificate';

/** Ordinary public addresses to stand in for: the guard has no special case for any of them. */
export const PUBLIC_IPV4 = '93.184.215.14';
export const PUBLIC_IPV6 = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

type Answer = readonly string[] | Error;

export class StandIns {
  /** Every address and port that was dialled, in order. */
  readonly dialled: string[] = [];
  /** Every name that was resolved, in order. */
  readonly resolved: string[] = [];
  /** Connections that canaries accepted. */
  canaryHits = 0;
  private readonly answers = new Map<string, Answer[]>();
  private readonly routes = new Map<string, number>();
  private readonly servers = new Set<Server>();
  private readonly sockets = new Set<Socket>();
  private readonly canaries = new Map<string, number>();

  private constructor(private readonly ca: string | undefined) {}

  /** start opens the canaries: on 127.0.0.1, on another loopback address, and on ::1 where the machine has one. */
  static async start(certificate?: TestCertificate): Promise<StandIns> {
    const standIns = new StandIns(certificate?.cert);
    for (const address of ['127.0.0.1', '127.0.0.2', '::1']) {
      const canary = createServer((socket) => {
        standIns.canaryHits += 1;
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsecret');
      });
      // Not every container has IPv6, and not every system has all of 127/8.
      const port = await standIns.listen(canary, address).catch(() => null);
      if (port !== null) standIns.canaries.set(address, port);
    }
    return standIns;
  }

  /** The guard's seams. */
  get network(): NetworkSeams {
    return {
      resolve: async (hostname) => this.answer(hostname),
      dial: (address, port) => this.dial(address, port),
      ...(this.ca === undefined ? {} : { ca: this.ca }),
    };
  }

  /** name gives a name its answers: one for each time it is asked, the last one for ever. */
  name(hostname: string, ...answers: Answer[]): void {
    this.answers.set(hostname, answers);
  }

  /** serve puts an HTTP server behind an address; the port it listens on for real is returned. */
  async serve(address: string, port: number, listener: RequestListener, certificate?: TestCertificate): Promise<number> {
    return this.route(address, port, certificate ? createHttpsServer(certificate, listener) : createHttpServer(listener));
  }

  /** serveRaw puts a bare TCP server behind an address. */
  async serveRaw(address: string, port: number, onSocket: (socket: Socket) => void): Promise<number> {
    return this.route(address, port, createServer(onSocket));
  }

  /** A port of the canary on an address of this machine; null where it could not listen. */
  canaryPort(address: string): number | null {
    return this.canaries.get(address) ?? null;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all([...this.servers].map((server) => new Promise((resolve) => server.close(resolve))));
  }

  private async route(address: string, port: number, server: Server): Promise<number> {
    const real = await this.listen(server, '127.0.0.1');
    this.routes.set(`${address} ${port}`, real);
    return real;
  }

  private async listen(server: Server, host: string): Promise<number> {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy()).once('close', () => this.sockets.delete(socket));
    });
    server.listen(0, host);
    await once(server, 'listening');
    this.servers.add(server);
    return (server.address() as AddressInfo).port;
  }

  private answer(hostname: string): readonly string[] {
    this.resolved.push(hostname);
    const answers = this.answers.get(hostname) ?? [Object.assign(new Error(`no such name: ${hostname}`), { code: 'ENOTFOUND' })];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error(`no answer for ${hostname}`);
    return answer;
  }

  private dial(address: string, port: number): Socket {
    this.dialled.push(`${address} ${port}`);
    const routed = this.routes.get(`${address} ${port}`);
    if (routed !== undefined) return connect({ host: '127.0.0.1', port: routed });
    const canary = this.canaries.has(address) ? address : isIPv6(address) && this.canaries.has('::1') ? '::1' : '127.0.0.1';
    return connect({ host: canary, port: this.canaries.get(canary) ?? 0 });
  }
}
