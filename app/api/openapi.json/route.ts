import { endpoint } from '../../_server/endpoint';
import { openApiDocument } from '../../_server/openapi/document';

export const GET = endpoint(async () => Response.json(openApiDocument(), { headers: { 'cache-control': 'no-store' } }));
