import type { Observation, Sample } from './evaluate';
import { sentenceOf } from './message';
import type { AlertRule } from './rules';
import type { AlertEvent, AlertEventType } from './states';

const BEGINNINGS: Record<AlertEventType, string> = {
  pending: 'Crossed a bar.',
  cleared: 'Back before it fired.',
  firing: 'Fires.',
  worsened: 'Got worse.',
  eased: 'Eased.',
  reminder: 'Still firing.',
  resolved: 'Resolved.',
  no_data: 'No data.',
  data_back: 'Data again.',
  acknowledged: 'Acknowledged.',
  silenced: 'Silenced.',
  unsilenced: 'Silence ended.',
};

/** eventSentence says what happened in the history, with what was measured where something was. */
export function eventSentence({ type }: AlertEvent, rule: AlertRule, sample: Sample | null, observation: Observation | null): string {
  if (sample === null || observation === null) return BEGINNINGS[type];
  return `${BEGINNINGS[type]} ${sentenceOf(rule, sample, observation)}`;
}
