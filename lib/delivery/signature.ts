import { createHmac } from 'node:crypto';

/**
 * signatureHeaders signs a body as Standard Webhooks has it (github.com/standard-webhooks/standard-webhooks, spec 1.0.0): HMAC-SHA256 of
 * `id.timestamp.body` under each secret (Base64), separated by spaces: while secrets change over, a receiver takes what any of them fits. The id is the
 * same in every try, the time is of this one.
 */
export function signatureHeaders(id: string, body: string, secrets: readonly string[], now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' ') };
}
