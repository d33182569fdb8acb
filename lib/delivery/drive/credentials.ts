import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WinnowError } from '@/lib/base/errors';

/** The key of a service account as Google's console gives it; the rest of its fields are of no use here. */
const credentialsSchema = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
});
export type DriveCredentials = z.output<typeof credentialsSchema>;

/** readCredentials takes the JSON itself or the path of its file. Throws `config_invalid`, which quotes none of it. */
export function readCredentials(value: string): DriveCredentials {
  const fault = (what: string, cause?: unknown) => new WinnowError('config_invalid', `GOOGLE_DRIVE_CREDENTIALS ${what}`, { cause });
  let text = value;
  if (!value.trimStart().startsWith('{')) {
    try {
      text = readFileSync(value, 'utf8');
    } catch (cause) {
      throw fault('is neither JSON nor a file that can be read', cause);
    }
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw fault('is not valid JSON', cause);
  }
  const parsed = credentialsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fault(`is not the key of a service account: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
}

/** The narrower `drive.file` does not reach a folder that a person has shared with the account. The account sees nothing but what is shared with it. */
const SCOPE = 'https://www.googleapis.com/auth/drive';
const LIFETIME_SECONDS = 3600;

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** signedAssertion is the JWT that Google exchanges for an access token (RFC 7523). `now` in milliseconds. */
export function signedAssertion({ client_email: email, private_key: key, token_uri: audience }: DriveCredentials, now: number): string {
  const issuedAt = Math.floor(now / 1000);
  const claims = { iss: email, scope: SCOPE, aud: audience, iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS };
  const unsigned = `${base64url({ alg: 'RS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(key, 'base64url')}`;
}
