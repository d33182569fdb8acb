import { backtestSchema } from '@/lib/core/alerts/requests';
import { backtestRule } from '@/lib/metrics/alerts/backtest';
import { endpoint, json } from '../../../../_server/endpoint';
import { readQuery } from '../../../../_server/read-request';

export const GET = endpoint<{ rule: string }>(async (request, { rule }) =>
  json(await backtestRule(rule, readQuery(request, backtestSchema).days)),
);
