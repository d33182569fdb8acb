import { Bell, BookOpenText, ChartColumn, History, type LucideIcon, Plus, Rss, Send } from 'lucide-react';

/** The pages there are, as the header and the palette name them. */
export const PAGES: readonly { href: string; label: string; icon: LucideIcon }[] = [
  { href: '/', label: 'Submit', icon: Plus },
  { href: '/runs', label: 'Runs', icon: History },
  { href: '/dashboard', label: 'Dashboard', icon: ChartColumn },
  { href: '/alerts', label: 'Alerts', icon: Bell },
  { href: '/feeds', label: 'Feeds', icon: Rss },
  { href: '/deliveries', label: 'Deliveries', icon: Send },
  { href: '/memory', label: 'Memory', icon: BookOpenText },
];
