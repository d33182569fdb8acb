import type { DiscordSettings } from '@/lib/core/discord/settings';
import type { Links } from '@/lib/delivery/discord/links';
import type { Embedder } from '@/lib/engines/embed/types';
import type { SlidingWindow } from './sliding-window';

/** What the commands need besides the interaction. */
export interface BotContext {
  links: Links;
  /** As they were read last; refreshed every few seconds, so that no answer waits for them. */
  settings: () => DiscordSettings;
  embedder: Embedder;
  tokenLifetimeMs: number;
  limits: BotLimits;
}

export interface BotLimits {
  /** Questions and searches, which leave no run behind to count. */
  questions: SlidingWindow;
  /** Runs one after the other what one person asks for. */
  inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Runs some at once of what was acknowledged; an acknowledgement never waits for it, nor has to share the process with all of it. */
  atOnce: <T>(work: () => Promise<T>) => Promise<T>;
}
