/** What a case runs in: stand-ins for names and addresses, live canaries, and the guard's three doors (text, fetch, child proxy). */
import { type ErrorCode, WinnowError } from '@/lib/base/errors';
import type { AllowedHost } from '@/lib/config/env-fields';
import { guardedFetch } from '@/lib/net/fetch';
import { createEgressPolicy } from '@/lib/net/policy';
import { startChildProxy } from '@/lib/net/proxy';
import { createTestCertificate, type TestCertificate } from '@/lib/net/testing/certificate';
import { proxyCredential, rawExchange, rawTunnel } from '@/lib/net/testing/raw-client';
import { StandIns } from '@/lib/net/testing/stand-ins';
import type { ChildProxy, EgressPolicy, GuardedFetchOptions, GuardedResponse } from '@/lib/net/types';

/** `unauthorised` is a proxy without its credential; `crashed` is anything that is neither a WinnowError nor a verdict. */
export type Outcome = 'allowed' | 'unauthorised' | 'crashed' | ErrorCode;

/** What a refusal may be called. */
export const REFUSALS: readonly Outcome[] = ['invalid_url', 'unsupported_scheme', 'forbidden_address', 'forbidden_port'];

export interface WorldOptions {
  /** DNS names that the stand-ins' certificate is for, besides example.com and what is right under it. */
  certified?: readonly string[];
  allowHosts?: readonly AllowedHost[];
  ownPorts?: readonly number[];
}

/** Canary hits of all worlds together. */
export interface Tally {
  canaryHits: number;
}

export class World {
  private proxy: Promise<ChildProxy> | null = null;

  constructor(
    readonly standIns: StandIns,
    readonly policy: EgressPolicy,
    readonly certificate: TestCertificate,
  ) {}

  fetch(url: string, options: Partial<GuardedFetchOptions> = {}): Promise<GuardedResponse> {
    return guardedFetch(url, { policy: this.policy, maxBytes: 2_000_000, timeoutMs: 10_000, network: this.standIns.network, ...options });
  }

  async outcomeOfFetch(url: string, options: Partial<GuardedFetchOptions> = {}): Promise<Outcome> {
    try {
      await (await this.fetch(url, options)).bytes();
      return 'allowed';
    } catch (error) {
      return error instanceof WinnowError ? error.code : 'crashed';
    }
  }

  /** The proxy of this world's child, started when first wanted. */
  childProxy(): Promise<ChildProxy> {
    this.proxy ??= startChildProxy({ policy: this.policy, maxBytes: 20_000_000, timeoutMs: 20_000, network: this.standIns.network });
    return this.proxy;
  }

  /** askProxy sends an absolute-form request as text, unchecked, and returns the whole answer. */
  async askProxy(target: string, method = 'GET', headers = '', body = ''): Promise<string> {
    const proxy = await this.childProxy();
    return rawExchange(
      proxy.port,
      `${method} ${target} HTTP/1.1\r\nHost: proxied\r\nConnection: close\r\n${headers}${proxyCredential(proxy.url)}\r\n${body}`,
    );
  }

  /** outcomeOfForward is what the proxy makes of an absolute-form request. */
  async outcomeOfForward(target: string): Promise<Outcome> {
    return outcomeOfAnswer(await this.askProxy(target));
  }

  async outcomeOfConnect(authority: string): Promise<Outcome> {
    const { socket, answer } = await rawTunnel(await this.childProxy(), authority);
    if (!socket) return outcomeOfAnswer(answer);
    socket.destroy();
    return 'allowed';
  }

  async close(): Promise<void> {
    await (await this.proxy)?.close();
    await this.standIns.close();
  }
}

/** outcomeOfAnswer reads a proxy's verdict off its raw answer; what its parser threw back counts as an invalid URL. */
export function outcomeOfAnswer(answer: string): Outcome {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
  if (status < 400) return 'allowed';
  if (status === 400) return 'invalid_url';
  if (status === 407) return 'unauthorised';
  return (/\r\n\r\n(?:[0-9a-f]+\r\n)?([a-z_]+): /.exec(answer)?.[1] as ErrorCode | undefined) ?? 'crashed';
}

/** withWorld runs one case in a world of its own and adds its canary hits to the tally. */
export async function withWorld<T>(tally: Tally, options: WorldOptions, use: (world: World) => Promise<T>): Promise<T> {
  const certificate = createTestCertificate(['example.com', '*.example.com', ...(options.certified ?? [])]);
  const standIns = await StandIns.start(certificate);
  const policy = createEgressPolicy({ allowHosts: options.allowHosts ?? [], ownPorts: options.ownPorts ?? [] });
  const world = new World(standIns, policy, certificate);
  try {
    return await use(world);
  } finally {
    await world.close();
    tally.canaryHits += standIns.canaryHits;
  }
}
