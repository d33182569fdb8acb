'use client';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { type ProblemView, problemOf } from '../data/api';
import { type LlmSettingsView, type LlmView, useLlm, useSaveLlm } from '../data/llm';
import { count, percent } from '../format';
import { ProblemNotice } from '../memory/problem-notice';
import { Button } from '../ui/button';
import { FIELD_STYLE } from '../ui/field';
import { Labelled } from '../ui/labelled';
import { Panel } from '../ui/panel';
import { ProblemLine } from '../ui/problem-line';
import { numberOrNull } from './llm-form';
import { LlmModels, modelsOf } from './llm-models';

/** Which language model analyses, what it costs and what it may spend. The endpoint and its key are the environment's; the key is shown nowhere. */
export function LlmPanel() {
  const { data, error, refetch } = useLlm();
  if (!data && !error) return null;
  return (
    <Panel title="Language models">
      <div className="space-y-4 p-4">
        {data ? (
          <>
            <Endpoint {...data} />
            <Settings key={JSON.stringify(data.settings)} view={data} />
          </>
        ) : (
          <ProblemNotice error={error} retry={() => void refetch()} />
        )}
      </div>
    </Panel>
  );
}

function Endpoint({ endpoint, cache }: Pick<LlmView, 'endpoint' | 'cache'>) {
  if (!endpoint)
    return (
      <p className="text-ink-muted text-sm">
        None is named: the local engine analyses, and nothing is sent anywhere. Set OPENAI_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL in
        .env and start Winnow again; docs/llm.md says how.
      </p>
    );
  const rows: [string, string][] = [
    ['Endpoint', endpoint.baseUrl],
    ['Key', 'in the environment, not shown'],
    ['For full analyses', endpoint.model],
    ['For the parts of long items', endpoint.cheapModel ?? endpoint.model],
    [
      'Answers kept',
      `${count(cache.entries, 'answer')}${cache.hitRate === null ? '' : `; ${percent(cache.hitRate)} of the last ${cache.hours} h from the cache`}`,
    ],
  ];
  return (
    <dl aria-label="Language model" className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
      {rows.map(([label, value]) => (
        <div key={label} className="sm:contents">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="break-words">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface NumberField {
  name: string;
  label: string;
  value: number | null;
  min: number;
  max: number;
  /** Fractions too. */
  step?: 'any';
  /** May be left empty: no bound. */
  optional?: boolean;
}

function fieldsOf({ budgets, concurrency, timeoutSeconds, cache }: LlmSettingsView): NumberField[] {
  const budget = (depth: 'auto' | 'full'): NumberField[] => [
    {
      ...{ name: `${depth}.tokens`, label: `Tokens of a run, depth ${depth} (empty: no bound)` },
      ...{ value: budgets[depth].tokens, min: 1_000, max: 1_000_000_000, optional: true },
    },
    {
      ...{ name: `${depth}.usd`, label: `US dollars of a run, depth ${depth} (empty: no bound)` },
      ...{ value: budgets[depth].usd, min: 0, max: 10_000, step: 'any', optional: true },
    },
  ];
  return [
    ...budget('auto'),
    ...budget('full'),
    { name: 'concurrency', label: 'Requests at once, of one worker', value: concurrency, min: 1, max: 64 },
    { name: 'timeout', label: 'Seconds to wait for an answer', value: timeoutSeconds, min: 5, max: 3_600, step: 'any' },
    {
      ...{ name: 'errorBound', label: 'Share of answers that reuse may make wrong', value: cache.errorBound },
      ...{ min: 0.001, max: 0.2, step: 'any' },
    },
    { name: 'maxAgeDays', label: 'Days that an answer is kept', value: cache.maxAgeDays, min: 1, max: 3_650 },
    { name: 'maxMegabytes', label: 'Megabytes of kept answers', value: cache.maxMegabytes, min: 1, max: 100_000 },
  ];
}

function settingsOf(data: FormData): LlmSettingsView {
  const number = (name: string) => Number(data.get(name));
  const budget = (depth: string) => ({ tokens: numberOrNull(data.get(`${depth}.tokens`)), usd: numberOrNull(data.get(`${depth}.usd`)) });
  return {
    models: modelsOf(data),
    budgets: { auto: budget('auto'), full: budget('full') },
    concurrency: number('concurrency'),
    timeoutSeconds: number('timeout'),
    cache: { errorBound: number('errorBound'), maxAgeDays: number('maxAgeDays'), maxMegabytes: number('maxMegabytes') },
  };
}

function Settings({ view: { settings, endpoint } }: { view: LlmView }) {
  const { mutateAsync, isPending } = useSaveLlm();
  const [problem, setProblem] = useState<ProblemView | null>(null);
  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await mutateAsync(settingsOf(new FormData(event.currentTarget)));
      setProblem(null);
      toast('Saved', { description: 'Runs taken in from now on have the new budgets.' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  const named = endpoint ? [endpoint.model, ...(endpoint.cheapModel ? [endpoint.cheapModel] : [])] : [];
  return (
    <form aria-label="Language models" className="space-y-4" onSubmit={(event) => void save(event)}>
      <LlmModels models={settings.models} named={named} />
      <div className="grid gap-3 sm:grid-cols-2">
        {fieldsOf(settings).map((field) => (
          <Field key={field.name} {...field} />
        ))}
      </div>
      <ProblemLine problem={problem} />
      <Button type="submit" disabled={isPending}>
        Save
      </Button>
    </form>
  );
}

function Field({ name, label, value, min, max, step, optional = false }: NumberField) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          {...{ id, name, min, max, step }}
          type="number"
          required={!optional}
          defaultValue={value ?? ''}
          autoComplete="off"
          className={FIELD_STYLE}
        />
      )}
    </Labelled>
  );
}
