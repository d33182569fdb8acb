import { ACCESS, type Access, isAllowed, type Rights, ROLES, SCOPES, SCOPES_OF_ROLE } from '@/lib/core/access/scopes';
import { ROUTES } from './access-table';

/** Everybody that a route can be asked by, with a name. */
export const ASKERS: readonly (Rights & { name: string })[] = [
  { name: 'nobody', kind: 'anonymous', scopes: [] },
  ...SCOPES.map((scope) => ({ name: `key: ${scope}`, kind: 'key' as const, scopes: [scope] })),
  ...ROLES.map((role) => ({ name: role, kind: 'account' as const, scopes: SCOPES_OF_ROLE[role] })),
];

const MEANING: Record<Access, string> = {
  open: 'everybody',
  known: 'whoever has signed in, or sends any valid key',
  account: 'whoever has signed in, about what is theirs; admins about all',
  read: 'scope `read`',
  submit: 'scope `submit`',
  record: 'scope `record`',
  admin: 'scope `admin`',
};

const INTRODUCTION = `# Access

*Read this before Winnow is reachable from another machine, and before giving a key to a program.* The tables are generated from the code that decides
(\`npx vitest run app/_server/access-page.test.ts -u\`); the same test fails where they differ, and \`e2e/access.spec.ts\` asks every route as everybody below over HTTP.

**On loopback** (the default) nobody signs in: Winnow trusts whoever sits at this machine, and refuses what comes from other pages, other hosts or through
forwarders. **On any other HOST**, or with \`ENABLE_SIGN_IN=1\` (behind a reverse proxy on the same machine), people sign in and programs send an API key. The first
start prints a one-time link that makes the first admin; \`npx winnow admin-link\` makes another one. Admins invite others by links on \`/settings/access\`.

* **Roles**: a viewer reads, a member reads and submits, an admin may do everything. **Keys** (\`winnow keys create NAME --scopes read submit\`, or the same page) have
  scopes, an end and a limit of requests a minute; they are shown once and stored as a hash. Programs send \`Authorization: Bearer wnw_…\`; the command line takes WINNOW_URL
  and WINNOW_API_KEY. A revoked key stops working at once in the process that revoked it, within a second in others.
* **Sessions** end after 30 days, after 7 without use, when they are ended on that page or by \`winnow sessions end\`, and with the account's password or the account. An open event stream ends within 15 s of its session.
* **HTTPS**: Winnow speaks plain HTTP; put a reverse proxy before it, set WINNOW_PUBLIC_URL, and name the proxy in WINNOW_TRUSTED_PROXIES so that its X-Forwarded-For, -Proto
  and -Host are believed. Over HTTPS the cookie is \`__Host-\` and Secure.
* **OpenID**: with OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET people may use their organisation's account. It is tied to an account here by a one-time link; there is no way in without one.
* **Limits** on \`/settings/access\`: requests of one address a minute (each web process counts by itself), runs that may wait before submissions get 503 with Retry-After. Six wrong passwords from one address under one
  name, or twenty under any, mean a quarter of an hour of 429.
* **Audit log** (\`ENABLE_AUDIT_LOGGING=1\`): what was done or refused, by whom, when, from where; on \`/settings/access\`, by \`winnow audit-log\` and \`GET /api/access/audit-log\`. An answer leaves only after its entry is stored. PostgreSQL refuses to change or delete
  entries; \`prune_audit_log(days)\` alone removes old ones, after the days that the retention settings say (30 at least; by default never). Whoever owns the database can of course take that trigger away.
`;

/** accessPage is docs/access.md. */
export function accessPage(): string {
  const heading = ['Route', 'For', ...ASKERS.map(({ name }) => name)];
  const rows = ROUTES.map(({ method, path, access }) => [
    `\`${method} ${path}\``,
    access,
    ...ASKERS.map((asker) => (isAllowed(asker, access) ? '✓' : '–')),
  ]);
  const table = (all: string[][]) => all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const meaning = table([['For', 'means'], ['---', '---'], ...ACCESS.map((access) => [access, MEANING[access]])]);
  return `${INTRODUCTION}\n## What the words mean\n\n${meaning}\n\n## Every route\n\n${table([heading, heading.map(() => '---'), ...rows])}\n`;
}
