'use client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditAction, Outcome } from '@/lib/core/access/audit';
import type { AccessSettings } from '@/lib/core/access/requests';
import type { Role, Scope } from '@/lib/core/access/scopes';
import type { AccountView, AskerView, AuditPageView, KeyView, LinkView, NewKeyView, SessionView } from '@/lib/core/access/views';
import { toWire } from '@/lib/core/wire';
import { call, get } from './api';

const KEY = 'access';

/** A list that changes when something below it was done. */
function useList<T>(name: string, initial?: T) {
  return useQuery({
    queryKey: [KEY, name],
    queryFn: ({ signal }) => get<T>(`/api/access/${name}`, signal),
    ...(initial === undefined ? {} : { initialData: initial }),
  });
}

export const useAsker = () => useList<AskerView>('me');
export const useKeys = (initial: KeyView[]) => useList<{ keys: KeyView[] }>('keys', { keys: initial });
export const useSessions = () => useList<{ sessions: SessionView[] }>('sessions');
export const useAccounts = (initial: AccountView[]) => useList<{ accounts: AccountView[] }>('accounts', { accounts: initial });

/** Something that is done, after which the lists are read again. */
function useAct<In, Out>(act: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => client.invalidateQueries({ queryKey: [KEY] }) });
}

const sent = async <T>(path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown): Promise<T> =>
  (await call<T>(path, { method, body: body === undefined ? undefined : toWire(body) })).body;

export interface NewKeyForm {
  name: string;
  scopes: Scope[];
  expiresInDays: number | null;
  requestsPerMinute: number;
}

export const useCreateKey = () => useAct((form: NewKeyForm) => sent<NewKeyView>('/api/access/keys', 'POST', form));
export const useRevokeKey = () => useAct((id: string) => sent<KeyView>(`/api/access/keys/${id}`, 'DELETE'));
export const useEndSession = () => useAct((id: string) => sent<null>(`/api/access/sessions/${id}`, 'DELETE'));
export const useNewLink = () =>
  useAct((wanted: { role?: Role; accountId?: string }) => sent<LinkView>('/api/access/links', 'POST', wanted));
export const useChangeRole = () =>
  useAct(({ id, role }: { id: string; role: Role }) => sent<AccountView>(`/api/access/accounts/${id}`, 'PUT', { role }));
export const useRemoveAccount = () => useAct((id: string) => sent<AccountView>(`/api/access/accounts/${id}`, 'DELETE'));
export const useChangePassword = () =>
  useAct((form: { current: string; password: string }) => sent<null>('/api/access/password', 'POST', form));
export const useSaveAccessSettings = () =>
  useAct((settings: AccessSettings) => sent<{ settings: unknown }>('/api/settings/access', 'PUT', settings));

export const signIn = (form: { name: string; password: string }) => sent<unknown>('/api/access/sign-in', 'POST', form);
export const redeemLink = (form: { token: string; name?: string; password: string }) =>
  sent<unknown>('/api/access/links/use', 'POST', form);
export const signOut = () => sent<null>('/api/access/sign-out', 'POST');

export interface AuditFilter {
  action?: AuditAction;
  outcome?: Outcome;
  actor?: string;
}

/** useAuditLog reads the log page by page, newest first. */
export function useAuditLog(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: [KEY, 'audit-log', filter],
    queryFn: ({ pageParam, signal }) => {
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
      const query = new URLSearchParams({ ...given, ...(pageParam ? { cursor: String(pageParam) } : {}) });
      return get<AuditPageView>(`/api/access/audit-log?${query}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
