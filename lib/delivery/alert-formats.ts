/** How an alert looks in each channel. */
import type { AlertMessage } from '@/lib/core/alerts/message';
import { toWire } from '@/lib/core/wire';

/** Where to read on. */
export interface Links {
  /** The deployment's own page. */
  alertsPage: string;
}

const ICONS = { warning: '🟡', critical: '🔴', resolved: '🟢' } as const;
/** Discord's side bar, 0xRRGGBB. */
const COLOURS = { warning: 0xe0a030, critical: 0xc0392b, resolved: 0x2e8b57 } as const;

const lookOf = ({ type, severity }: AlertMessage) => (type === 'resolved' ? 'resolved' : severity);
const runbookOf = ({ runbook }: AlertMessage, { alertsPage }: Links) => (runbook ? `${alertsPage}/runbooks#${runbook}` : null);

/** Slack reads these three as markup (api.slack.com, "Formatting text for app surfaces"). */
const slackText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function slackBody(message: AlertMessage, links: Links): unknown {
  const runbook = runbookOf(message, links);
  const lines = [
    `${ICONS[lookOf(message)]} *${slackText(message.title)}*`,
    slackText(message.summary),
    ...(message.advice ? [`*What to do:* ${slackText(message.advice)}`] : []),
    [...(runbook ? [`<${runbook}|Runbook>`] : []), `<${links.alertsPage}|Alerts>`].join(' · '),
  ];
  return { text: lines.join('\n') };
}

export function discordBody(message: AlertMessage, links: Links): unknown {
  const runbook = runbookOf(message, links);
  return {
    // Whatever a text says, nobody is pinged.
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: `${ICONS[lookOf(message)]} ${message.title}`,
        url: links.alertsPage,
        description: message.summary,
        color: COLOURS[lookOf(message)],
        timestamp: message.at,
        fields: [
          ...(message.advice ? [{ name: 'What to do', value: message.advice }] : []),
          ...(runbook ? [{ name: 'Runbook', value: runbook }] : []),
        ],
      },
    ],
  };
}

/** The payload that Standard Webhooks recommends: type, timestamp, data. */
export function webhookBody(message: AlertMessage, links: Links): unknown {
  const data = { ...(toWire(message) as object), alerts_url: links.alertsPage, runbook_url: runbookOf(message, links) };
  return { type: `alert.${message.type}`, timestamp: message.at, data };
}
