/**
 * redact takes secrets out of text that is about to be written or shown: URL credentials, tokens by their form, and the values of the
 * environment's own secrets. It works on plain text and on JSON alike: nothing it matches or inserts contains a quote or a backslash.
 */
const HIDDEN = '[redacted]';

const PATTERNS: [RegExp, string][] = [
  // user:password@ or token@ in any URL; up to the last @ before the path, for passwords that hold one
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"\\]+@/gi, `$1${HIDDEN}@`],
  [/\b(Bearer|Basic|Bot) +[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  // In query strings and key=value text
  [
    /([?&;\s](?:access_token|refresh_token|id_token|api_?key|key|token|secret|password|passwd|signature|sig|x-amz-signature|x-amz-credential)=)[^&\s"\\#]+/gi,
    `$1${HIDDEN}`,
  ],
  // As the value of a JSON key
  [/("(?:authorization|cookie|set-cookie|password|secret|[a-z_]*api_?key|[a-z_]*token)":\s*")[^"\\]+/gi, `$1${HIDDEN}`],
  [/\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g, HIDDEN],
  // Winnow's own API keys
  [/\bwnw_[A-Za-z0-9_-]{20,}/g, HIDDEN],
  // Discord bot token: id, timestamp, HMAC
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, HIDDEN],
  // JSON Web Token
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN],
  [/(hooks\.slack\.com\/(?:services|workflows)\/)[\w/-]+/gi, `$1${HIDDEN}`],
  [/(discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d+\/)[\w-]+/gi, `$1${HIDDEN}`],
];

const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|API_KEY|CREDENTIALS|OTLP_HEADERS)$/;
/** A shorter value would hide innocent text. */
const MIN_SECRET_LENGTH = 8;

/** secretValues lists the values of variables that are secret by their name. */
export function secretValues(environment: Record<string, string | undefined>): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const secret = value?.trim() ?? '';
    return SECRET_NAME.test(name) && secret.length >= MIN_SECRET_LENGTH ? [secret] : [];
  });
}

export function redact(text: string, secrets: readonly string[] = []): string {
  let result = text;
  for (const secret of secrets) result = result.replaceAll(secret, HIDDEN);
  for (const [pattern, replacement] of PATTERNS) result = result.replace(pattern, replacement);
  return result;
}
