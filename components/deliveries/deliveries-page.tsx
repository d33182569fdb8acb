'use client';
import { useState } from 'react';
import { DELIVERY_STATES, type DeliveryPageView, type DeliveryState } from '@/lib/core/deliveries/views';
import { Button } from '../ui/button';
import { Deliveries } from './deliveries';
import { DiscordStatus } from './discord-panel';
import { DELIVERY_LABELS } from './words';

const CHOICES: readonly (DeliveryState | null)[] = [null, ...DELIVERY_STATES];
const NOTHING =
  'Nothing was sent here yet. Results go to Discord where they were asked for from there, and to a run’s callback_url; alerts to the channels of config/monitoring.yaml; reports to Google Drive.';

/** Did everything arrive? All targets, newest first; those that were given up are one click away. */
export function DeliveriesPage({ initial }: { initial: DeliveryPageView }) {
  const [state, setState] = useState<DeliveryState | null>(null);
  return (
    <div className="space-y-5">
      <h1 className="font-semibold text-2xl tracking-tight">Deliveries</h1>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Which deliveries</legend>
        {CHOICES.map((choice) => (
          <Button key={choice ?? 'all'} aria-pressed={choice === state} onClick={() => setState(choice)}>
            {choice ? DELIVERY_LABELS[choice].label : 'All'}
          </Button>
        ))}
      </fieldset>
      <Deliveries
        key={state ?? 'all'}
        title={state ? DELIVERY_LABELS[state].label : 'All targets'}
        filter={state ? { state } : {}}
        {...(state ? {} : { initial })}
        empty={state ? 'There is none.' : NOTHING}
      />
      <DiscordStatus />
    </div>
  );
}
