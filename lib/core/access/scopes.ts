/** Who may do what: the vocabulary that routes, keys, roles and the decision share. */

/** What a key may be given. `admin` includes the others. */
export const SCOPES = ['read', 'submit', 'record', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a person may be. */
export const ROLES = ['viewer', 'member', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: ['read'],
  member: ['read', 'submit'],
  admin: SCOPES,
};

/**
 * What a route asks for. `open`: nothing. `known`: whoever has signed in, or sends any valid key. `account`: a signed-in person, about what is
 * theirs. Else the scope.
 */
export const ACCESS = ['open', 'known', 'account', ...SCOPES] as const;
export type Access = (typeof ACCESS)[number];

export type AskerKind = 'anonymous' | 'local' | 'account' | 'key';

/** Of whoever asks, what the decision is made of. */
export interface Rights {
  kind: AskerKind;
  scopes: readonly Scope[];
}

/** isAllowed is the decision, the only one. */
export function isAllowed({ kind, scopes }: Rights, access: Access): boolean {
  if (access === 'open') return true;
  if (kind === 'anonymous') return false;
  if (access === 'known' || scopes.includes('admin')) return true;
  return access === 'account' ? kind === 'account' : scopes.includes(access);
}
