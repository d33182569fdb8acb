'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ConfigVersionPageView, ConfigView } from '@/lib/core/config/views';
import { ListProblem } from '../alerts/page-foot';
import { useConfig } from '../data/config';
import { useConditions, usePreview, useRecommendation } from '../data/tuning';
import { Choice } from '../ui/choice';
import { ScrollBox } from '../ui/scroll-box';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { ApplyPanel } from './apply-panel';
import { ChangedRunsPanel } from './changed-runs';
import { ConditionsPanel } from './conditions-panel';
import { ControlsPanel } from './controls-panel';
import { CurvePanel } from './curve-panel';
import { addressOf, addressQuery, DAY_CHOICES, type Draft, type TuningAddress, withValues } from './draft';
import { HistoryPanel } from './history-panel';
import { FilesNotice, PinnedNotice, WatchNotice } from './notices';
import { Presets } from './presets';
import { BaselinePanel, RecommendationPanel } from './recommendation-panel';
import { TryPanel } from './try-panel';
import { WhatIfPanel } from './what-if-panel';

/** Long enough that a slider in motion asks a few times a second, short enough to feel live. */
const SETTLE_MS = 120;

interface TuningProps {
  /** What the server rendered. */
  initial: ConfigView;
  initialHistory: ConfigVersionPageView;
}

/** Which bars, and what would come of them on this deployment's own runs. The draft is in the page's address. */
export function Tuning({ initial, initialHistory }: TuningProps) {
  const { data: config, isError, error, refetch } = useConfig(initial);
  const { draft, days, set } = useDraft();
  // The draft changes the version it was begun from: another one that becomes active meanwhile is not overwritten unseen.
  const [base, setBase] = useState(initial.version.number);
  const isChanged = Object.keys(draft).length > 0;
  if (!isChanged && base !== config.version.number) setBase(config.version.number);
  const settled = useSettled(draft);
  const preview = usePreview({ base, set: settled, days });
  const conditions = useConditions();
  const recommendation = useRecommendation();
  const setDraft = (next: Draft) => set({ draft: next, days });
  const discard = () => setDraft({});
  const { settings, version } = config;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight">Tuning</h1>
          <p className="text-ink-muted text-sm">
            Version {version.number} by {version.author}
            {version.activatedAt && (
              <>
                , active since <TimeAgo at={version.activatedAt} />
              </>
            )}
          </p>
        </div>
        <Choice
          label="On runs of the last"
          options={DAY_CHOICES.map(String)}
          nameOf={(choice) => `${choice} days`}
          value={days === null ? undefined : String(days)}
          onChange={(choice) => set({ draft, days: choice === undefined ? null : Number(choice) })}
        />
      </div>
      {isError && <ListProblem error={error} retry={() => void refetch()} />}
      <FilesNotice files={config.files} />
      <PinnedNotice pinned={config.pinned} />
      {config.watch && <WatchNotice watch={config.watch} />}
      <Presets base={base} days={days} settings={settings} draft={draft} onChange={setDraft} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <ControlsPanel settings={settings} draft={draft} onChange={setDraft} />
        <div className="flex flex-col gap-4 lg:sticky lg:top-18 lg:max-h-[calc(100dvh-5.5rem)]">
          <ScrollBox aria-label="Effect" className="lg:min-h-32">
            <WhatIfPanel reading={preview} isChanged={isChanged} />
          </ScrollBox>
          <ApplyPanel base={base} active={version.number} settings={settings} draft={draft} onDone={discard} onDiscard={discard} />
        </div>
      </div>
      {preview.data && preview.data.current.runs > 0 && <ChangedRunsPanel changed={preview.data.changed} />}
      <TryPanel base={base} draft={draft} />
      {recommendation.data ? (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <div className="space-y-4">
            <RecommendationPanel
              recommendation={recommendation.data}
              onChoose={(values) => setDraft(withValues(draft, settings, values))}
            />
            <BaselinePanel baseline={recommendation.data.baseline} />
          </div>
          <CurvePanel recommendation={recommendation.data} draft={isChanged ? (preview.data?.candidate ?? null) : null} />
        </div>
      ) : recommendation.isError ? (
        <ListProblem error={recommendation.error} retry={() => void recommendation.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
      {conditions.isError && <ListProblem error={conditions.error} retry={() => void conditions.refetch()} />}
      <ConditionsPanel view={conditions.data} settings={settings} draft={draft} onChange={setDraft} />
      <HistoryPanel initial={initialHistory} active={version.number} />
    </div>
  );
}

/**
 * useDraft writes the draft into the page's address as soon as it rests: a link is the draft, and a run that was opened from it leads back to it. The address
 * is read once: while a slider moves, what it shows must not wait for the router.
 */
function useDraft(): TuningAddress & { set: (next: TuningAddress) => void } {
  const pathname = usePathname();
  const params = useSearchParams();
  const [address, set] = useState(() => addressOf(params));
  const settled = useSettled(address);
  useEffect(() => {
    const query = addressQuery(settled);
    const search = query.size > 0 ? `?${query}` : '';
    if (window.location.search === search) return;
    // A slider in motion is no step of the history.
    window.history.replaceState(null, '', pathname + search + window.location.hash);
  }, [settled, pathname]);
  return { ...address, set };
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
