'use client';
import Link from 'next/link';
import { useDeferredValue, useId, useState } from 'react';
import type { ConfigView, SettingView } from '@/lib/core/config/views';
import { ListProblem } from '../alerts/page-foot';
import { useConfig } from '../data/config';
import { DiscordSettingsPanel } from '../deliveries/discord-panel';
import { FilesNotice, PinnedNotice } from '../tuning/notices';
import { FIELD_STYLE } from '../ui/field';
import { Panel } from '../ui/panel';
import { ScrollBox } from '../ui/scroll-box';
import { LlmPanel } from './llm-panel';
import { SourceEditor } from './source-editor';

export interface EnvironmentView {
  name: string;
  /** What is said of it: a value, or for secrets and addresses whether it is set. */
  value: string;
  isSet: boolean;
}

interface SettingsProps {
  initial: ConfigView;
  environment: readonly EnvironmentView[];
}

/** Every value with where it comes from, the four texts to be edited, and what the environment says. */
export function Settings({ initial, environment }: SettingsProps) {
  const { data: config, isError, error, refetch } = useConfig(initial);
  return (
    <div className="space-y-5">
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">Settings</h1>
        <p className="text-ink-muted text-sm">
          Environment before config version {config.version.number} before built-in default.{' '}
          <a href="/docs" className="text-accent-strong underline underline-offset-2">
            The API
          </a>{' '}
          can do what these pages can.
        </p>
        <p className="text-sm">
          <Link href="/settings/access" className="text-accent-strong underline underline-offset-2">
            Access: API keys, accounts, sessions, limits and the audit log
          </Link>
        </p>
      </div>
      {isError && <ListProblem error={error} retry={() => void refetch()} />}
      <FilesNotice files={config.files} />
      <PinnedNotice pinned={config.pinned} />
      <Values settings={config.settings} />
      <Panel title="Texts">
        <div className="divide-y divide-line">
          {config.sources.map((source) => (
            <SourceEditor key={source.section} source={source} active={config.version.number} />
          ))}
        </div>
      </Panel>
      <LlmPanel />
      <DiscordSettingsPanel />
      <Panel title="Environment">
        <dl aria-label="Environment" className="grid gap-x-6 gap-y-1.5 p-4 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
          {environment.map(({ name, value, isSet }) => (
            <div key={name} className="sm:contents">
              <dt>
                <code className="text-xs">{name}</code>
              </dt>
              <dd className="text-ink-muted">
                {value}
                {!isSet && <span className="text-ink-faint"> (default)</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}

const ORIGINS: Record<SettingView['origin'], string> = {
  environment: 'environment',
  config_version: 'config version',
  default: 'built-in default',
};

function Values({ settings }: { settings: readonly SettingView[] }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const id = useId();
  const rows = settings.filter(({ key, value, variable }) => `${key} ${String(value)} ${variable ?? ''}`.toLowerCase().includes(wanted));
  return (
    <Panel title="Values" aside={<span className="text-ink-faint text-xs tabular-nums">{`${rows.length} of ${settings.length}`}</span>}>
      <div className="space-y-3 p-4">
        <div className="flex flex-col gap-1 sm:w-72">
          <label htmlFor={id} className="text-ink-muted text-xs">
            Find
          </label>
          <input
            id={id}
            type="search"
            value={text}
            placeholder="min_overall"
            onChange={(event) => setText(event.target.value)}
            className={FIELD_STYLE}
          />
        </div>
        <ScrollBox aria-label="Table: values" className="max-h-96 rounded-md border border-line">
          <table className="w-full text-left text-xs tabular-nums">
            <thead>
              <tr className="bg-sunken text-ink-muted">
                {['Setting', 'Value', 'From', 'Built-in default'].map((heading) => (
                  <th key={heading} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {rows.map(({ key, value, origin, variable, default: builtIn }) => (
                <tr key={key}>
                  <th scope="row" className="px-3 py-1.5 font-mono font-normal">
                    {key}
                  </th>
                  <td className="min-w-24 px-3 py-1.5">
                    <bdi>{String(value)}</bdi>
                  </td>
                  <td className="whitespace-nowrap px-3 py-1.5">{variable ?? ORIGINS[origin]}</td>
                  <td className="min-w-24 px-3 py-1.5 text-ink-muted">{builtIn === null ? '–' : String(builtIn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </Panel>
  );
}
