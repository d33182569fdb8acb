'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { LlmModelView } from '../data/llm';
import { Button } from '../ui/button';
import { cn } from '../ui/cn';
import { FIELD_STYLE } from '../ui/field';
import { ScrollBox } from '../ui/scroll-box';
import { numberOrNull } from './llm-form';

const NEW_MODEL = { contextTokens: 16_384, maxOutputTokens: 4_096, inputUsdPerMillion: null, outputUsdPerMillion: null };

const COLUMNS = [
  { name: 'contextTokens', label: 'Context, tokens', min: 4_096, max: 10_000_000, required: true },
  { name: 'maxOutputTokens', label: 'Longest answer, tokens', min: 256, max: 1_000_000, required: true },
  { name: 'inputUsdPerMillion', label: 'US dollars per million in', min: 0, max: 100_000, required: false },
  { name: 'outputUsdPerMillion', label: 'US dollars per million out', min: 0, max: 100_000, required: false },
] as const;

/** modelsOf reads the table's rows out of its form. */
export function modelsOf(data: FormData): LlmModelView[] {
  const [contextTokens, maxOutputTokens, inputUsd, outputUsd] = COLUMNS.map(({ name }) => data.getAll(name));
  return data.getAll('model').map((name, i) => ({
    name: String(name).trim(),
    contextTokens: Number(contextTokens![i]),
    maxOutputTokens: Number(maxOutputTokens![i]),
    inputUsdPerMillion: numberOrNull(inputUsd![i] ?? null),
    outputUsdPerMillion: numberOrNull(outputUsd![i] ?? null),
  }));
}

/** The price table, a model a row. `named`: the models that the environment names; those without a row are offered. */
export function LlmModels({ models, named }: { models: readonly LlmModelView[]; named: readonly string[] }) {
  const [rows, setRows] = useState(() => models.map((model, id) => ({ id, model })));
  const add = (name: string) =>
    setRows((all) => [...all, { id: 1 + Math.max(-1, ...all.map(({ id }) => id)), model: { name, ...NEW_MODEL } }]);
  const missing = named.filter((name) => !rows.some(({ model }) => model.name === name));
  return (
    <div className="space-y-2">
      <p className="text-ink-muted text-xs">
        What a model takes and costs. A price left empty is not known: then the cost of its runs is unknown, and a budget in dollars lets
        nothing be sent.
      </p>
      {rows.length > 0 && (
        <ScrollBox aria-label="Table: models" className="rounded-md border border-line">
          <table className="w-full text-left text-xs">
            <thead>
              <tr className="bg-sunken text-ink-muted">
                {['Model', ...COLUMNS.map(({ label }) => label), ''].map((heading) => (
                  <th key={heading} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                    {heading || <span className="sr-only">Remove</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {rows.map(({ id, model }) => (
                <tr key={id}>
                  <td className="px-3 py-1.5">
                    <input
                      name="model"
                      aria-label="Model"
                      required
                      maxLength={200}
                      defaultValue={model.name}
                      autoComplete="off"
                      className={cn(FIELD_STYLE, 'w-48')}
                    />
                  </td>
                  {COLUMNS.map(({ name, label, min, max, required }) => (
                    <td key={name} className="px-3 py-1.5">
                      <input
                        {...{ name, min, max, required }}
                        type="number"
                        step={required ? 1 : 'any'}
                        aria-label={`${label} of ${model.name || 'the new model'}`}
                        defaultValue={model[name] ?? ''}
                        className={cn(FIELD_STYLE, 'w-32 tabular-nums')}
                      />
                    </td>
                  ))}
                  <td className="px-1 py-1.5">
                    <Button
                      variant="ghost"
                      size="icon"
                      aria-label={`Remove ${model.name || 'the new model'}`}
                      onClick={() => setRows((all) => all.filter((row) => row.id !== id))}
                    >
                      <Trash2 aria-hidden />
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <div className="flex flex-wrap gap-2">
        {missing.map((name) => (
          <Button key={name} onClick={() => add(name)}>
            <Plus aria-hidden /> {name}
          </Button>
        ))}
        <Button onClick={() => add('')}>
          <Plus aria-hidden /> Another model
        </Button>
      </div>
    </div>
  );
}
