/**
 * The secrets of webhooks to callback URLs: one per deployment, made with the first message. After a change the one before goes on signing for a day, beside
 * the new one, as Standard Webhooks has it: receivers take a message that any of its signatures fits.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { WebhookSecretsView } from '@/lib/core/deliveries/views';
import { database, json } from '@/lib/data/client';

const KEY = 'webhook_secrets';
const SECRET_BYTES = 32;
const OVERLAP_MS = 86_400_000;

const storedSchema = z.object({
  secret: z.string(),
  createdAt: z.string(),
  previous: z.object({ secret: z.string(), until: z.string() }).nullable(),
});
type Stored = z.output<typeof storedSchema>;

const fresh = (previous: Stored['previous']): Stored => ({
  secret: randomBytes(SECRET_BYTES).toString('base64'),
  createdAt: new Date().toISOString(),
  previous,
});

async function readSecrets(): Promise<Stored> {
  const db = database();
  const stored = await db.setting.findUnique({ where: { key: KEY } });
  if (stored) return storedSchema.parse(stored.value);
  await db.setting.createMany({ data: [{ key: KEY, value: json(fresh(null)) }], skipDuplicates: true });
  return storedSchema.parse((await db.setting.findUniqueOrThrow({ where: { key: KEY } })).value);
}

/** signingSecrets are those to sign with now, the newest first, in Base64. */
export async function signingSecrets(now = Date.now()): Promise<string[]> {
  const { secret, previous } = await readSecrets();
  return [secret, ...(previous && Date.parse(previous.until) > now ? [previous.secret] : [])];
}

export async function webhookSecrets(now = Date.now()): Promise<WebhookSecretsView> {
  const { secret, createdAt, previous } = await readSecrets();
  const previousUntil = previous && Date.parse(previous.until) > now ? previous.until : null;
  return { secret: `whsec_${secret}`, createdAt, previousUntil };
}

/** rotateWebhookSecret makes a new secret; the one before signs for a day more. */
export async function rotateWebhookSecret(now = Date.now()): Promise<WebhookSecretsView> {
  const { secret } = await readSecrets();
  const value = json(fresh({ secret, until: new Date(now + OVERLAP_MS).toISOString() }));
  await database().setting.update({ where: { key: KEY }, data: { value } });
  return webhookSecrets(now);
}
