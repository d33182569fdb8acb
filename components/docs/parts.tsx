import { Fragment } from 'react';
import type { Field, Word } from './schema-text';

export const schemaId = (name: string) => `schema-${name}`;

/** A type, with links to the sections of what it names. */
export function Type({ words }: { words: readonly Word[] }) {
  return (
    <code className="break-words text-xs">
      {words.map((word, i) =>
        'schema' in word ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: words have nothing else of their own, and never move
          <a key={i} href={`#${schemaId(word.schema)}`} className="text-accent-strong underline-offset-2 hover:underline">
            {word.schema}
          </a>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Fragment key={i}>{word.text}</Fragment>
        ),
      )}
    </code>
  );
}

/** Fields one under the other, those within another one indented. */
export function Fields({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="divide-y divide-line">
      {fields.map(({ name, required, type, description, default: fallback, fields: inner }) => (
        <li key={name} className="py-1.5">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <code className="font-medium text-sm">{name}</code>
            <Type words={type} />
            {required && <span className="text-ink-muted text-xs">required</span>}
            {fallback !== null && <span className="text-ink-faint text-xs">default {fallback}</span>}
          </div>
          {description && <p className="text-ink-muted text-sm">{description}</p>}
          {inner.length > 0 && (
            <div className="mt-1 border-line border-l pl-3">
              <Fields fields={inner} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
