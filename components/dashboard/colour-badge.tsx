import { CircleCheckBig, CircleDashed, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Colour } from '@/lib/core/metrics/colour';
import { Badge, type Tone } from '../ui/badge';

const LABELS: Record<Colour, { label: string; icon: LucideIcon; tone: Tone }> = {
  green: { label: 'Normal', icon: CircleCheckBig, tone: 'good' },
  yellow: { label: 'Warning', icon: TriangleAlert, tone: 'warn' },
  red: { label: 'Critical', icon: OctagonAlert, tone: 'bad' },
  none: { label: 'Not known yet', icon: CircleDashed, tone: 'neutral' },
};

/** Green, yellow or red, in a word and with an icon. */
export function ColourBadge({ colour }: { colour: Colour }) {
  const { label, icon, tone } = LABELS[colour];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}
