/** Where messages can go: one function each that tries once. */
import { createLogger } from '@/lib/base/logging';
import type { Env } from '@/lib/config/env';
import { ownAddress, remoteDashboard } from '@/lib/config/remote-dashboard';
import type { AlertMessage } from '@/lib/core/alerts/message';
import { toWire } from '@/lib/core/wire';
import { REMOTE_DASHBOARD } from '@/lib/data/outbox';
import { discordBody, slackBody, webhookBody } from './alert-formats';
import { post, type Sent } from './post';
import { signatureHeaders } from './signature';

/** Of the outbox, what a channel needs. */
export interface Mail {
  id: string;
  kind: string;
  payload: unknown;
  createdAt: Date;
  /** Tries that were begun before this one. Where there are any, the message may have arrived already. */
  earlierTries: number;
}

export type Channel = (mail: Mail) => Promise<Sent>;

/** From a target to what delivers to it. A Map is one. */
export interface Channels {
  get(target: string): Channel | undefined;
}

const log = createLogger('alerts');

/** What is stored is what was enqueued for this target, so its shape is known. */
const alertIn = (mail: Mail) => mail.payload as AlertMessage;

async function toLog(mail: Mail): Promise<Sent> {
  const message = alertIn(mail);
  const { title, ...fields } = toWire(message) as { title: string };
  log[message.type === 'resolved' ? 'info' : message.severity === 'critical' ? 'error' : 'warn']({ alert_id: mail.id, ...fields }, title);
  return { ok: true };
}

/** channelsOf gives the channels that the environment has an address for: of alerts by the names they have in monitoring.yaml, and the dashboard elsewhere. */
export function channelsOf({ values }: Env): Map<string, Channel> {
  const links = { alertsPage: `${ownAddress(values)}/alerts` };
  const remote = remoteDashboard(values);
  const { SLACK_WEBHOOK_URL: slack, DISCORD_ALERT_WEBHOOK_URL: discord, ALERT_WEBHOOK_URL: hook, ALERT_WEBHOOK_SECRET: secret } = values;
  const channels = new Map<string, Channel>([['log', toLog]]);
  if (slack) channels.set('slack', (mail) => post(slack, JSON.stringify(slackBody(alertIn(mail), links))));
  if (discord) channels.set('discord', (mail) => post(discord, JSON.stringify(discordBody(alertIn(mail), links))));
  if (hook && secret) {
    channels.set('webhook', (mail) => {
      const body = JSON.stringify(webhookBody(alertIn(mail), links));
      return post(hook, body, signatureHeaders(mail.id, body, secret.split(' '), Date.now()));
    });
  }
  if (remote) {
    const record = `${remote}/api/performance/record`;
    // The other side keeps a record once, however often it is sent.
    const key: Record<string, string> = values.DASHBOARD_API_KEY ? { authorization: `Bearer ${values.DASHBOARD_API_KEY}` } : {};
    channels.set(REMOTE_DASHBOARD, (mail) => post(record, JSON.stringify(mail.payload), { 'idempotency-key': mail.id, ...key }));
  }
  return channels;
}
