import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Point {
  id: string;
  vector: number[];
  payload: { run_id: string; seq: number };
}

type Filter = { must: { key: string; match: { any: string[] } }[] } | undefined;

/** A stand-in for Qdrant's REST API on loopback: the routes that its official client is used for, exact search, and a count of requests. */
export async function startQdrantStandIn() {
  const collections = new Map<string, Map<string, Point>>();
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://x').pathname;
    requests.push(`${request.method} ${path}`);
    const [, , name = '', ...rest] = path.split('/');
    const answer = (result: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ result, status: status === 200 ? 'ok' : { error: 'not found' }, time: 0 }));
    };
    const points = collections.get(name);
    const body = await bodyOf(request);
    const action = `${request.method} ${rest.join('/')}`;
    if (action === 'GET exists') return answer({ exists: points !== undefined });
    if (action === 'PUT ') return answer(collections.set(name, new Map()) !== undefined);
    if (action === 'DELETE ') return answer(collections.delete(name));
    if (!points) return answer(null, 404);
    if (action === 'PUT index') return answer({ status: 'completed' });
    if (action === 'PUT points') {
      for (const point of body.points as Point[]) points.set(point.id, point);
      return answer({ status: 'completed' });
    }
    if (action === 'POST points/delete') {
      for (const point of points.values()) if (matches(point, body.filter as Filter)) points.delete(point.id);
      return answer({ status: 'completed' });
    }
    if (action === 'POST points/query') {
      const query = body.query as number[];
      const scored = [...points.values()]
        .filter((point) => matches(point, body.filter as Filter))
        .map(({ id, payload, vector }) => ({
          id,
          version: 0,
          payload,
          score: vector.reduce((sum, value, i) => sum + value * query[i]!, 0),
        }))
        .sort((a, b) => b.score - a.score);
      return answer({ points: scored.slice(0, body.limit as number) });
    }
    answer(null, 404);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    collections,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const matches = (point: Point, filter: Filter): boolean =>
  filter?.must.every(({ match }) => match.any.includes(point.payload.run_id)) ?? true;

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}
