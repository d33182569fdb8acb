import { BellRing, CircleCheckBig, CircleHelp, Hourglass, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { AlertEventType } from '@/lib/core/alerts/states';
import type { AlertView } from '@/lib/core/alerts/views';
import { formatValue } from '@/lib/core/alerts/words';
import type { Tone } from '../ui/badge';

interface Label {
  label: string;
  icon: LucideIcon;
  tone: Tone;
}

/** stateLabel names how a rule stands; a firing one by how bad it is. */
export function stateLabel({ state, severity }: Pick<AlertView, 'state' | 'severity'>): Label {
  switch (state) {
    case 'ok':
      return { label: 'OK', icon: CircleCheckBig, tone: 'good' };
    case 'pending':
      return { label: `Pending, ${severity}`, icon: Hourglass, tone: 'warn' };
    case 'firing':
      return severity === 'critical'
        ? { label: 'Firing, critical', icon: OctagonAlert, tone: 'bad' }
        : { label: 'Firing, warning', icon: TriangleAlert, tone: 'warn' };
    case 'resolved':
      return { label: 'Resolved', icon: CircleCheckBig, tone: 'neutral' };
    case 'no_data':
      return { label: 'No data', icon: CircleHelp, tone: 'neutral' };
  }
}

export const EVENT_LABELS: Record<AlertEventType, string> = {
  pending: 'Pending',
  cleared: 'Cleared',
  firing: 'Firing',
  worsened: 'Worse',
  eased: 'Eased',
  reminder: 'Reminder',
  resolved: 'Resolved',
  no_data: 'No data',
  data_back: 'Data again',
  acknowledged: 'Acknowledged',
  silenced: 'Silenced',
  unsilenced: 'Silence ended',
};

const CALM: readonly AlertEventType[] = ['cleared', 'resolved', 'data_back'];

/** eventTone colours only what is bad and what is over. */
export function eventTone(type: AlertEventType, severity: AlertView['severity']): Label['tone'] {
  if (CALM.includes(type)) return 'good';
  if (type !== 'firing' && type !== 'worsened' && type !== 'reminder') return 'neutral';
  return severity === 'critical' ? 'bad' : 'warn';
}

export const EVENT_ICONS: Partial<Record<AlertEventType, LucideIcon>> = { firing: BellRing, worsened: BellRing, reminder: BellRing };

/** barsSentence says a rule's bars in words: `Target 60 %. Warning below 50 % or above 80 %, critical below 40 %.` */
export function barsSentence(alert: AlertView): string {
  const value = (number: number) => formatValue(alert.rule, number);
  const sides = (low: number | null, high: number | null) =>
    [...(low === null ? [] : [`below ${value(low)}`]), ...(high === null ? [] : [`above ${value(high)}`])].join(' or ');
  const warning = sides(alert.warningLow, alert.warningHigh);
  const critical = sides(alert.criticalLow, alert.criticalHigh);
  const bars = [...(warning ? [`warning ${warning}`] : []), ...(critical ? [`critical ${critical}`] : [])].join(', ');
  const sentences = [...(alert.target === null ? [] : [`target ${value(alert.target)}`]), bars || 'no bars'];
  return sentences.map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`).join(' ');
}
