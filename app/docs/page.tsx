import type { Metadata } from 'next';
import { Operation, type OperationSpec } from '@/components/docs/operation';
import { Fields, schemaId, Type } from '@/components/docs/parts';
import { fieldsOf, type Schema, typeWords } from '@/components/docs/schema-text';
import { Panel } from '@/components/ui/panel';
import { openApiDocument } from '../_server/openapi/document';

export const metadata: Metadata = { title: 'API' };

interface Document {
  info: { version: string };
  paths: Record<string, Record<string, OperationSpec>>;
  components: { schemas: Record<string, Schema> };
}

/** The OpenAPI document, to be read: rendered here, from what the routes validate with, without anything from elsewhere. */
export default function DocsPage() {
  const { info, paths, components } = openApiDocument() as unknown as Document;
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, spec]) => ({ method, path, spec })),
  );
  const groups = grouped(routes);
  return (
    <div className="mx-auto max-w-5xl space-y-5">
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">API</h1>
        <p className="text-ink-muted text-sm">
          Version {info.version}. JSON, keys in snake_case, times in UTC; errors are problem documents (RFC 9457) with a stable{' '}
          <code>code</code>. For programs:{' '}
          <a href="/api/openapi.json" className="text-accent-strong underline-offset-2 hover:underline">
            /api/openapi.json
          </a>{' '}
          (OpenAPI 3.1), and a typed client in <code>client/</code>.
        </p>
      </div>
      {[...groups].map(([name, operations]) => (
        <Panel key={name} title={name}>
          <div className="divide-y divide-line">
            {operations.map(({ method, path, spec }) => (
              <Operation key={`${method} ${path}`} method={method} path={path} spec={spec} />
            ))}
          </div>
        </Panel>
      ))}
      <Panel title="What answers are made of">
        <div className="divide-y divide-line">
          {Object.entries(components.schemas)
            .sort(([a], [b]) => a.localeCompare(b))
            .map(([name, schema]) => (
              <section key={name} id={schemaId(name)} aria-label={name} className="scroll-mt-16 px-4 py-3">
                <h3 className="font-medium text-sm">{name}</h3>
                {schema.description && <p className="text-ink-muted text-sm">{schema.description}</p>}
                {schema.properties ? <Fields fields={fieldsOf(schema)} /> : <Type words={typeWords(schema)} />}
              </section>
            ))}
        </div>
      </Panel>
    </div>
  );
}

/** `/api/runs/{id}` → runs */
const groupOf = (path: string) => path.replace(/^\/api/, '').split('/')[1] || 'api';

function grouped<T extends { path: string }>(routes: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const route of routes) groups.set(groupOf(route.path), [...(groups.get(groupOf(route.path)) ?? []), route]);
  return groups;
}
