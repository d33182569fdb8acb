import {
  Bell,
  BookOpenText,
  ChartColumn,
  FlaskConical,
  History,
  type LucideIcon,
  Plus,
  Rss,
  Send,
  Settings,
  SlidersHorizontal,
} from 'lucide-react';

/** The pages there are, as the header and the palette name them. */
export const PAGES: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/', label: 'Submit', icon: Plus },
  { href: '/runs', label: 'Runs', icon: History },
  { href: '/dashboard', label: 'Dashboard', icon: ChartColumn },
  { href: '/tuning', label: 'Tuning', icon: SlidersHorizontal },
  { href: '/experiments', label: 'Experiments', icon: FlaskConical },
  { href: '/alerts', label: 'Alerts', icon: Bell },
  { href: '/feeds', label: 'Feeds', icon: Rss },
  { href: '/deliveries', label: 'Deliveries', icon: Send },
  { href: '/memory', label: 'Memory', icon: BookOpenText },
  { href: '/settings', label: 'Settings', icon: Settings },
];
