import { openApiDocument } from '../../_server/openapi';

export function GET(): Response {
  return Response.json(openApiDocument());
}
