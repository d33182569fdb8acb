import { listAudit } from '@/lib/access/audit-log';
import { auditPageSchema } from '@/lib/core/access/requests';
import { endpoint, json } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';

/** Who did what, when and from where, newest first. */
export const GET = endpoint(async (request) => json(await listAudit(readQuery(request, auditPageSchema))));
