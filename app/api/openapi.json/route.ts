import { openApiDocument } from '../../_server/openapi/document';

export function GET(): Response {
  return Response.json(openApiDocument());
}
