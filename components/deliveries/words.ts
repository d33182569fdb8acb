import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheckBig, Clock } from 'lucide-react';
import type { DeliveryState } from '@/lib/core/deliveries/views';
import type { Tone } from '../ui/badge';
import { humanise } from '../words';

export const DELIVERY_LABELS: Record<DeliveryState, { label: string; icon: LucideIcon; tone: Tone }> = {
  waiting: { label: 'Waiting', icon: Clock, tone: 'accent' },
  delivered: { label: 'Delivered', icon: CircleCheckBig, tone: 'good' },
  failed: { label: 'Given up', icon: CircleAlert, tone: 'bad' },
};

const FAMILIES: Record<string, string> = { discord: 'Discord channel', callback: 'Callback' };

/** `discord:123` → `Discord channel 123`, `slack` → `Slack`. */
export function targetName(target: string): string {
  const [family = '', ...rest] = target.split(':');
  return rest.length === 0 ? humanise(target) : `${FAMILIES[family] ?? humanise(family)} ${rest.join(':')}`;
}
