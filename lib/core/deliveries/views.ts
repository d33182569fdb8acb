/** What the API says of deliveries, in camelCase. Times are ISO 8601. */

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryView {
  /** Also the id that is sent with every try, so that the receiver can tell a repetition. */
  id: string;
  target: string;
  kind: string;
  title: string;
  /** The run that it tells of, if it does. */
  runId: string | null;
  state: DeliveryState;
  attempts: number;
  createdAt: string;
  /** Of one that waits: not before. */
  nextTryAt: string | null;
  deliveredAt: string | null;
  failedAt: string | null;
  lastError: string | null;
}

export interface DeliveryPageView {
  deliveries: DeliveryView[];
  nextCursor: string | null;
}

export interface DeliveryDetailView extends DeliveryView {
  /** Latest first. Without an end: whoever tried did not live to note what came of it. */
  tries: { seq: number; startedAt: string; endedAt: string | null; error: string | null }[];
}

/** The secrets that outgoing webhooks to callback URLs are signed with. */
export interface WebhookSecretsView {
  /** `whsec_…` */
  secret: string;
  createdAt: string;
  /** Signed with besides until then, so that receivers can change over; null where there is none. */
  previousUntil: string | null;
}
