/** Holds answers against the OpenAPI document that the requests were made from. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Asked } from '../../support/ask';
import type { Document, FuzzRequest } from './requests';

export type Fault = 'hang' | 'dropped' | 'server_error' | 'nonconforming' | 'accepted_invalid';

export interface Judgement {
  status: number;
  fault: { kind: Fault; problem: string } | null;
}

const DOCUMENT = 'document';
const PROBLEM = 'application/problem+json';

/** createJudge compiles schemas as they are needed. */
export function createJudge(document: Document): (request: FuzzRequest, asked: Asked) => Judgement {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(document, DOCUMENT);
  const compiled = new Map<string, ValidateFunction>();
  const validator = (...steps: string[]): ValidateFunction => {
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const found = compiled.get(pointer) ?? ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
    compiled.set(pointer, found);
    return found;
  };

  const judgeBody = ({ template, method, operation }: FuzzRequest, status: number, type: string, body: string): string | null => {
    const declared = operation.responses[String(status)];
    const at = ['paths', template, method.toLowerCase(), 'responses', declared ? String(status) : 'default'];
    const { content } = declared ?? operation.responses.default ?? {};
    if (!declared && status < 400) return `status ${status} is not declared`;
    // A refusal that the document names is told as all others are.
    const media = declared && status < 400 ? content : operation.responses.default?.content;
    if (declared && status >= 400) at[4] = 'default';
    if (!media) return body === '' ? null : `status ${status} has a body and declares none`;
    if (!(type in media)) return `is ${type || 'of no type'}, not ${Object.keys(media).join(' or ')}`;
    if (!type.endsWith('json') || media[type]?.schema === undefined) return type.endsWith('json') ? jsonProblem(body) : null;
    const invalid = jsonProblem(body);
    if (invalid) return invalid;
    const validate = validator(...at, 'content', type, 'schema');
    return validate(JSON.parse(body)) ? null : ajv.errorsText(validate.errors);
  };

  return (request, asked) => {
    // Node.js itself, before any route: a request line and headers of more than 16 KiB.
    if ('status' in asked && asked.status === 431) return { status: 431, fault: null };
    if ('broken' in asked) return { status: 0, fault: { kind: asked.broken, problem: asked.broken } };
    const { status, headers, body } = asked;
    const type = headers['content-type']?.split(';', 1)[0]?.trim() ?? '';
    // What was asked of the document may not be what the deployment can do: it says so with a problem (no such thing, a source that is away).
    if (status >= 500 && !isOwnLimit(type, body)) return { status, fault: { kind: 'server_error', problem: body.slice(0, 300) } };
    const problem = judgeBody(request, status, type, body);
    if (problem) return { status, fault: { kind: 'nonconforming', problem } };
    const { value, template, method } = request;
    if (value !== undefined && status < 300) {
      const mediaType = Object.keys(request.operation.requestBody!.content)[0]!;
      const validate = validator('paths', template, method.toLowerCase(), 'requestBody', 'content', mediaType, 'schema');
      const lines = mediaType === 'application/x-ndjson';
      if (!lines && !validate(value)) return { status, fault: { kind: 'accepted_invalid', problem: ajv.errorsText(validate.errors) } };
    }
    return { status, fault: null };
  };
}

/** A source that is away or a model that is missing is no fault of the request's, and is said with its own code. */
function isOwnLimit(type: string, body: string): boolean {
  return type === PROBLEM && /"code":"(?:model_missing|tool_missing|source_\w+)"/.test(body);
}

function jsonProblem(body: string): string | null {
  try {
    JSON.parse(body);
    return null;
  } catch {
    return 'the body is not JSON';
  }
}
