/**
 * Errors are data: one class, a closed set of codes, and one table that says for each code whose fault it is, whether trying again
 * can help, which HTTP status it maps to, and what a person is told. Nothing in Winnow decides on message text.
 */

/** `source`: the item or its host; `request`: what the caller asked for; `winnow`: this deployment. */
export type Fault = 'source' | 'request' | 'winnow';

/** `never`: the same try ends the same way. `later`: worth trying again after a wait. */
export type Retry = 'never' | 'later';

interface ErrorKind {
  fault: Fault;
  retry: Retry;
  httpStatus: number;
  /** Short, for headings. */
  title: string;
  /** What the person can do about it. */
  advice: string;
}

export const ERROR_KINDS = {
  // What was asked for
  invalid_url: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Not a URL',
    advice: 'Check the address: it must be a full http:// or https:// URL.',
  },
  unsupported_scheme: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Unsupported address',
    advice: 'Use an http:// or https:// URL, or sample:NAME.',
  },
  forbidden_address: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Forbidden address',
    advice: 'Winnow does not fetch private, local or metadata addresses. An operator can open single hosts with WINNOW_ALLOW_HOSTS.',
  },
  forbidden_port: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Forbidden port',
    advice: 'Only ports 80 and 443 are fetched. An operator can open single hosts with WINNOW_ALLOW_HOSTS.',
  },
  invalid_request: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Invalid request',
    advice: 'Correct the named fields and send the request again.',
  },
  malformed_body: {
    fault: 'request',
    retry: 'never',
    httpStatus: 400,
    title: 'Malformed body',
    advice: 'Send a JSON object with Content-Type: application/json.',
  },
  body_too_large: { fault: 'request', retry: 'never', httpStatus: 413, title: 'Request too large', advice: 'Send a smaller request.' },
  not_found: { fault: 'request', retry: 'never', httpStatus: 404, title: 'Not found', advice: 'Check the id: it may have been deleted.' },
  conflict: {
    fault: 'request',
    retry: 'never',
    httpStatus: 409,
    title: 'Not possible in this state',
    advice: 'Reload to see the current state.',
  },
  precondition_failed: {
    fault: 'request',
    retry: 'never',
    httpStatus: 412,
    title: 'Changed by somebody else',
    advice: 'Reload, look at what the other change was, and make yours again.',
  },
  precondition_required: {
    fault: 'request',
    retry: 'never',
    httpStatus: 428,
    title: 'Needs If-Match',
    advice: 'Send If-Match with the ETag of GET /api/config, so that no other change is overwritten unseen.',
  },
  method_not_allowed: {
    fault: 'request',
    retry: 'never',
    httpStatus: 405,
    title: 'Method not allowed',
    advice: '/api/openapi.json says what each address takes.',
  },
  forbidden_origin: {
    fault: 'request',
    retry: 'never',
    httpStatus: 403,
    title: 'Foreign page or host',
    advice: 'Open Winnow at its own address; other sites may not drive it.',
  },
  unauthenticated: {
    fault: 'request',
    retry: 'never',
    httpStatus: 401,
    title: 'Not signed in',
    advice: 'Sign in, or send an API key: Authorization: Bearer KEY (winnow keys create).',
  },
  sign_in_failed: {
    fault: 'request',
    retry: 'never',
    httpStatus: 401,
    title: 'Not signed in',
    advice: 'Try again, or ask an admin for a link that sets your password anew.',
  },
  forbidden: {
    fault: 'request',
    retry: 'never',
    httpStatus: 403,
    title: 'Not allowed',
    advice: 'Ask an admin for the scope or role that this needs; docs/access.md lists them.',
  },
  link_invalid: {
    fault: 'request',
    retry: 'never',
    httpStatus: 410,
    title: 'Link not valid',
    advice: 'Links work once and for a day. Ask for another one; the operator makes one with winnow admin-link.',
  },
  rate_limited: {
    fault: 'request',
    retry: 'later',
    httpStatus: 429,
    title: 'Too many requests',
    advice: 'Wait as long as Retry-After says.',
  },
  queue_full: {
    fault: 'winnow',
    retry: 'later',
    httpStatus: 503,
    title: 'Too much is waiting',
    advice: 'Come back later: Retry-After estimates when. More workers, or a higher limit on the settings page, take more.',
  },
  cancelled: { fault: 'request', retry: 'never', httpStatus: 409, title: 'Cancelled', advice: 'Submit it again to start over.' },
  config_invalid: {
    fault: 'request',
    retry: 'never',
    httpStatus: 422,
    title: 'Invalid configuration',
    advice: 'Correct the named lines; the running version stays.',
  },

  // The item or its host
  source_not_found: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Not found at the source',
    advice: 'The address answers "not found". Check it in a browser.',
  },
  sign_in_required: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Needs sign-in',
    advice: 'The source shows this only to signed-in users. Winnow fetches public content only.',
  },
  forbidden_by_source: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Refused by the source',
    advice: 'The source refuses to give this to automated readers.',
  },
  geo_blocked: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Blocked in this region',
    advice: 'The source does not offer this where this server is.',
  },
  age_restricted: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Age-restricted',
    advice: 'The source wants proof of age. Winnow fetches public content only.',
  },
  private_content: { fault: 'source', retry: 'never', httpStatus: 422, title: 'Private', advice: 'The owner has made this private.' },
  removed_by_source: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Removed',
    advice: 'The source says that this was removed.',
  },
  drm_protected: { fault: 'source', retry: 'never', httpStatus: 422, title: 'Copy-protected', advice: 'Protected media cannot be read.' },
  live_stream: {
    fault: 'source',
    retry: 'later',
    httpStatus: 422,
    title: 'Live now',
    advice: 'Submit it again when the broadcast has ended.',
  },
  not_yet_available: {
    fault: 'source',
    retry: 'later',
    httpStatus: 422,
    title: 'Not yet published',
    advice: 'Submit it again after it has been published.',
  },
  source_rate_limited: {
    fault: 'source',
    retry: 'later',
    httpStatus: 503,
    title: 'Rate-limited by the source',
    advice: 'The source asks for a pause. Try again later.',
  },
  source_unavailable: {
    fault: 'source',
    retry: 'later',
    httpStatus: 503,
    title: 'Source is failing',
    advice: 'The source answers with a server error. Winnow tries again by itself.',
  },
  source_unreachable: {
    fault: 'source',
    retry: 'later',
    httpStatus: 503,
    title: 'Source cannot be reached',
    advice: 'Check the host name and this server’s network. Winnow tries again by itself.',
  },
  source_timeout: {
    fault: 'source',
    retry: 'later',
    httpStatus: 503,
    title: 'Source is too slow',
    advice: 'The source did not answer in time. Winnow tries again by itself.',
  },
  source_tls_invalid: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Source has no valid certificate',
    advice: 'The source’s certificate is not valid, so its content cannot be trusted.',
  },
  too_many_redirects: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Too many redirects',
    advice: 'The source keeps redirecting. Submit the final address.',
  },
  unsupported_site: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Nothing usable on this page',
    advice: 'No readable article, media or feed was found there. With yt-dlp installed, many more sites work: see winnow doctor.',
  },
  not_media: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Not audio, video or text',
    advice: 'Submit an address of an article, audio or video.',
  },
  unsupported_format: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Unsupported format',
    advice: 'The container or codec is not on the list of allowed formats.',
  },
  damaged_media: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Damaged file',
    advice: 'The file cannot be decoded. Check that it plays elsewhere.',
  },
  no_audio: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'No sound',
    advice: 'The video has no audio track and no captions, so there is nothing to analyse.',
  },
  empty_content: { fault: 'source', retry: 'never', httpStatus: 422, title: 'Empty', advice: 'There is nothing in it to analyse.' },
  too_large: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Too large',
    advice: 'Larger than this deployment accepts. An operator can raise the cap on the settings page.',
  },
  too_long: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Too long',
    advice: 'Longer than this deployment accepts. An operator can raise the cap on the settings page.',
  },
  unsupported_language: {
    fault: 'source',
    retry: 'never',
    httpStatus: 422,
    title: 'Unsupported language',
    advice: 'The local speech model knows English only. Configure a speech API for other languages.',
  },
  acquisition_failed: {
    fault: 'source',
    retry: 'later',
    httpStatus: 422,
    title: 'Could not be fetched',
    advice: 'The reason is in the details. Check that it plays in a browser.',
  },

  // This deployment
  tool_missing: {
    fault: 'winnow',
    retry: 'never',
    httpStatus: 503,
    title: 'A tool is missing',
    advice: 'Run winnow doctor: it says what is missing and how to install it.',
  },
  model_missing: {
    fault: 'winnow',
    retry: 'never',
    httpStatus: 503,
    title: 'A model is missing',
    advice: 'Run npm ci, then winnow doctor.',
  },
  disk_full: { fault: 'winnow', retry: 'later', httpStatus: 507, title: 'Disk full', advice: 'Free some space; Winnow goes on by itself.' },
  engine_failed: {
    fault: 'winnow',
    retry: 'later',
    httpStatus: 500,
    title: 'An engine failed',
    advice: 'The details are in logs/pipeline.log.',
  },
  worker_crashed: {
    fault: 'winnow',
    retry: 'never',
    httpStatus: 500,
    title: 'Crashed its workers',
    advice: 'Three workers died on this stage. The details are in logs/pipeline.log.',
  },
  lease_lost: {
    fault: 'winnow',
    retry: 'later',
    httpStatus: 500,
    title: 'Taken over by another worker',
    advice: 'Nothing to do: the other worker goes on.',
  },
  database_unavailable: {
    fault: 'winnow',
    retry: 'later',
    httpStatus: 503,
    title: 'Database not reachable',
    advice: 'Check that PostgreSQL runs; Winnow goes on by itself.',
  },
  still_reading: {
    fault: 'request',
    retry: 'later',
    httpStatus: 503,
    title: 'Recorded runs are being read',
    advice: 'Ask again in a few seconds: reading goes on by itself.',
  },
  shutting_down: {
    fault: 'winnow',
    retry: 'later',
    httpStatus: 503,
    title: 'Being stopped',
    advice: 'Ask again in a moment: another process answers, or this one is started anew.',
  },
  internal: { fault: 'winnow', retry: 'later', httpStatus: 500, title: 'Internal error', advice: 'The details are in the logs.' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

export interface FieldError {
  /** JSON path of the field, e.g. `url`. */
  field: string;
  message: string;
}

export interface WinnowErrorOptions {
  cause?: unknown;
  /** For 422 answers: which fields are wrong. */
  fields?: FieldError[];
  /** Seconds the other side asked to wait (Retry-After). */
  retryAfterSeconds?: number;
  /** The other side was not asked at all: this is no failed attempt. */
  untried?: boolean;
}

/** WinnowError is the only error that crosses a room's door. `message` says what was wrong, with which input; advice comes from the table. */
export class WinnowError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly untried: boolean;

  constructor(code: ErrorCode, message: string, options: WinnowErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WinnowError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.untried = options.untried ?? false;
  }

  get kind(): ErrorKind {
    return ERROR_KINDS[this.code];
  }
}

/** asWinnowError passes a WinnowError on and wraps anything else as `internal`, keeping the cause. */
export function asWinnowError(error: unknown, fallback: ErrorCode = 'internal'): WinnowError {
  if (error instanceof WinnowError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new WinnowError(fallback, message, { cause: error });
}
