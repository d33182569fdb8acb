import type { Asker, Note } from '@/lib/access/asking';
import { isAuditing, writeAudit } from '@/lib/access/audit-log';
import { outcomeOf } from '@/lib/core/access/audit';
import { DOOR_HEADER, doorOf } from '@/lib/core/runs/doors';
import { routeOf } from './access-table';
import type { ArrivedRequest } from './local-trust';

const LOCAL_NAME = 'local';

/** leaveEntry writes what a request did, or did not, into the audit log, where its route says that it belongs there. */
export async function leaveEntry(
  { method, pathname, headers }: ArrivedRequest,
  asker: Asker | null,
  { status }: { status: number },
  note: Note = {},
): Promise<void> {
  const action = routeOf(method, pathname)?.operation?.audit;
  if (!action || !asker || !isAuditing()) return;
  const { kind, id, name, address, agent } = asker;
  await writeAudit({
    actorKind: note.actor?.kind ?? kind,
    actorId: note.actor?.id ?? id,
    actor: note.actor?.name ?? name ?? (kind === 'local' ? LOCAL_NAME : 'anonymous'),
    action,
    target: note.target ?? targetOf(pathname),
    outcome: outcomeOf(status),
    status,
    address,
    agent,
    door: doorOf(headers.get(DOOR_HEADER)),
    details: note.details ?? {},
  });
}

/** What stands in the place of the route's parameter. */
function targetOf(pathname: string): string | null {
  const path = routeOf('POST', pathname)?.path ?? routeOf('PUT', pathname)?.path ?? routeOf('DELETE', pathname)?.path ?? '';
  const place = path.split('/').findIndex((part) => part.startsWith('{'));
  return place < 0 ? null : (pathname.split('/')[place] ?? null);
}
