import { ChevronRight } from 'lucide-react';
import { Badge, type Tone } from '../ui/badge';
import { Fields, Type } from './parts';
import { fieldsOf, type Schema, typeWords } from './schema-text';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Schema;
}

type Content = Record<string, { schema?: Schema }>;

/** As the OpenAPI document has it. */
export interface OperationSpec {
  summary: string;
  'x-access'?: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

const TONES: Record<string, Tone> = { get: 'neutral', post: 'accent', put: 'accent', delete: 'bad' };

/** One route: what it takes, what it answers. */
export function Operation({ method, path, spec }: { method: string; path: string; spec: OperationSpec }) {
  const { summary, parameters, requestBody, responses } = spec;
  const access = spec['x-access'];
  return (
    // The browser's own element alone: the page needs no script.
    <details className="group px-4 py-2">
      <summary className="flex list-none items-center gap-1.5 rounded-md text-ink-muted text-sm hover:text-ink">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 gap-y-1">
          <Badge tone={TONES[method]}>{method.toUpperCase()}</Badge>
          <code className="break-all text-ink text-sm">{path}</code>
          <span>{summary}</span>
        </span>
      </summary>
      <div className="mt-2 mb-3 space-y-3 pl-5">
        {access && (
          <p className="text-ink-muted text-sm">
            Who may: <code>{access}</code>
          </p>
        )}
        {parameters.length > 0 && (
          <Part title="Parameters">
            <Fields
              fields={parameters.map(({ name, in: place, required, schema }) => ({
                name,
                required,
                type: typeWords(schema),
                description: [schema.description, place === 'path' ? 'In the path' : ''].filter(Boolean).join('. '),
                default: schema.default === undefined ? null : JSON.stringify(schema.default),
                fields: [],
              }))}
            />
          </Part>
        )}
        {requestBody && <Bodies title={requestBody.required ? 'Body' : 'Body, or as parameters'} content={requestBody.content} />}
        {Object.entries(responses)
          .filter(([status]) => status !== 'default')
          .map(([status, { description, content }]) => (
            <Bodies key={status} title={`${status}: ${description}`} content={content ?? {}} />
          ))}
      </div>
    </details>
  );
}

function Bodies({ title, content }: { title: string; content: Content }) {
  return (
    <Part title={title}>
      {Object.entries(content).map(([type, { schema }]) => (
        <div key={type} className="text-sm">
          <span className="text-ink-faint text-xs">{type}</span> {schema && <Type words={typeWords(schema)} />}
          {schema && <Fields fields={fieldsOf(schema)} />}
        </div>
      ))}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </div>
  );
}
