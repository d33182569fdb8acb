/** For tests: Google's token endpoint and Drive's API on loopback. Checks the JWT's signature; uploads can break off after some bytes. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInFile {
  id: string;
  name: string;
  mimeType: string;
  parents: string[];
  appProperties: Record<string, string>;
  content: Buffer;
}

interface Session {
  file: StandInFile;
  length: number;
  content: Buffer;
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export class StandInDrive {
  readonly files: StandInFile[] = [];
  tokens = 0;
  requests = 0;
  /** Bytes after which the next upload's connection breaks; null = never. */
  breakAfter: number | null = null;
  /** The next answers, in place of what would be answered. */
  refusals: { status: number; body: unknown }[] = [];
  /** Loses the answer to the request that completes an upload, once. */
  losesLastAnswer = false;
  private readonly sessions = new Map<string, Session>();
  private readonly server = createServer((request, response) => void this.serve(request, response).catch(() => response.destroy()));

  static async start(): Promise<StandInDrive> {
    const drive = new StandInDrive();
    drive.server.listen(0, '127.0.0.1');
    await once(drive.server, 'listening');
    return drive;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get credentials(): string {
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    return JSON.stringify({
      type: 'service_account',
      client_email: 'winnow@stand-in.example',
      private_key: key,
      token_uri: `${this.url}/token`,
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const url = new URL(request.url ?? '/', this.url);
    const upload = this.sessions.get(url.searchParams.get('session') ?? '');
    if (upload) return this.receive(upload, request, response);
    const body = await bodyOf(request);
    if (url.pathname === '/token') return this.giveToken(body.toString(), response);
    const refusal = this.refusals.shift();
    if (refusal) return json(response, refusal.status, refusal.body);
    if (request.headers.authorization !== 'Bearer stand-in') return json(response, 401, { error: { message: 'Invalid Credentials' } });
    if (url.pathname.startsWith('/upload/')) return this.open(request, url, body, response);
    if (request.method === 'GET')
      return json(response, 200, { files: this.find(url.searchParams.get('q') ?? '').map(({ id }) => ({ id })) });
    const { id } = this.create(JSON.parse(body.toString()) as Partial<StandInFile>);
    json(response, 200, { id });
  }

  private giveToken(body: string, response: ServerResponse): void {
    const [head, claims, signature] = (new URLSearchParams(body).get('assertion') ?? '').split('.');
    const isSigned = createVerify('RSA-SHA256')
      .update(`${head}.${claims}`)
      .verify(publicKey, signature ?? '', 'base64url');
    if (isSigned) this.tokens += 1;
    if (isSigned) json(response, 200, { access_token: 'stand-in', expires_in: 3600 });
    else json(response, 400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
  }

  /** The two kinds of question that are asked: by name (and parent), by property. */
  private find(query: string): StandInFile[] {
    const name = /name = '((?:[^'\\]|\\.)*)'/.exec(query)?.[1]?.replaceAll(/\\(.)/g, '$1');
    const parent = /'([^']*)' in parents/.exec(query)?.[1];
    const [, key, value] = /key='([^']*)' and value='([^']*)'/.exec(query) ?? [];
    return this.files.filter((file) =>
      name === undefined
        ? file.appProperties[key ?? ''] === value
        : file.name === name && (parent === undefined || file.parents.includes(parent)),
    );
  }

  private create({ name = '', mimeType = '', parents = [], appProperties = {} }: Partial<StandInFile>): StandInFile {
    const file = { id: `file-${this.files.length + 1}`, name, mimeType, parents, appProperties, content: Buffer.alloc(0) };
    this.files.push(file);
    return file;
  }

  private open(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    const metadata = JSON.parse(body.toString()) as Partial<StandInFile>;
    const known = this.files.find(({ id }) => url.pathname.endsWith(`/${id}`));
    const file = known ? Object.assign(known, metadata) : this.create(metadata);
    const session = `session-${this.sessions.size + 1}`;
    this.sessions.set(session, { file, length: Number(request.headers['x-upload-content-length']), content: Buffer.alloc(0) });
    response.writeHead(200, { location: `${this.url}/upload?session=${session}` }).end();
  }

  private async receive(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
    for await (const chunk of request) {
      session.content = Buffer.concat([session.content, chunk as Buffer]);
      if (this.breakAfter !== null && session.content.length > this.breakAfter) {
        this.breakAfter = null;
        return void request.socket.destroy();
      }
    }
    if (session.content.length < session.length) {
      const range: Record<string, string> = session.content.length > 0 ? { range: `bytes=0-${session.content.length - 1}` } : {};
      return void response.writeHead(308, range).end();
    }
    session.file.content = session.content;
    if (this.losesLastAnswer) {
      this.losesLastAnswer = false;
      return void request.socket.destroy();
    }
    json(response, 200, { id: session.file.id });
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
