import { LONGEST_SESSION_DAYS } from '@/lib/access/sessions';

const LONGEST_SECONDS = LONGEST_SESSION_DAYS * 86_400;
/** At the provider: long enough to find one's second factor. */
const JOURNEY_SECONDS = 600;

/** Over TLS the prefix has browsers refuse such a cookie from a subdomain, another path or plain http. */
const nameOf = (name: string, https: boolean) => (https ? `__Host-winnow_${name}` : `winnow_${name}`);

const attributes = (https: boolean, maxAgeSeconds: number) =>
  `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;

/** sessionCookie is the Set-Cookie of a session; of null, what takes it away. */
export function sessionCookie(token: string | null, https: boolean): string {
  return `${nameOf('session', https)}=${token ?? ''}; ${attributes(https, token === null ? 0 : LONGEST_SECONDS)}`;
}

/** journeyCookie keeps what must not leave this browser while it is at the OpenID provider. */
export function journeyCookie(value: object | null, https: boolean): string {
  const text = value === null ? '' : Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${nameOf('journey', https)}=${text}; ${attributes(https, value === null ? 0 : JOURNEY_SECONDS)}`;
}

export const readSessionCookie = (headers: Pick<Headers, 'get'>, https: boolean) => readCookie(headers, nameOf('session', https));
export const readJourneyCookie = (headers: Pick<Headers, 'get'>, https: boolean) => readCookie(headers, nameOf('journey', https));

/** null where the cookie is absent, or there twice: then somebody planted one. */
function readCookie(headers: Pick<Headers, 'get'>, name: string): string | null {
  const values = (headers.get('cookie') ?? '').split(';').flatMap((pair) => {
    const [key, value] = pair.split('=', 2);
    return key?.trim() === name && value ? [value.trim()] : [];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}
