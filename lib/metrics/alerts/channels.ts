import type { Env } from '@/lib/config/env';
import type { MonitoringConfig } from '@/lib/config/schema/monitoring';
import { isWorse, type Severity } from '@/lib/core/alerts/rules';

type ChannelName = keyof MonitoringConfig['channels'];

const CHANNELS: readonly ChannelName[] = ['log', 'slack', 'discord', 'webhook'];

function hasAddress(channel: ChannelName, { values }: Env): boolean {
  switch (channel) {
    case 'log':
      return true;
    case 'slack':
      return values.SLACK_WEBHOOK_URL !== null;
    case 'discord':
      return values.DISCORD_ALERT_WEBHOOK_URL !== null;
    case 'webhook':
      return values.ALERT_WEBHOOK_URL !== null;
  }
}

/** targetsFor names the channels that want a message of this severity and have an address in the environment. */
export function targetsFor(severity: Severity, { channels }: MonitoringConfig, env: Env): ChannelName[] {
  return CHANNELS.filter((name) => {
    const wanted = channels[name];
    if (wanted === false || !hasAddress(name, env)) return false;
    return wanted === true || !isWorse(wanted.min_severity, severity);
  });
}
