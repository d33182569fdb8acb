import type { EnvValues } from './env';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** remoteDashboard is the deployment that finished runs are posted to besides: DASHBOARD_API_URL where it is not this deployment's own address; else null. */
export function remoteDashboard({ DASHBOARD_API_URL, PORT }: Pick<EnvValues, 'DASHBOARD_API_URL' | 'PORT'>): string | null {
  const { hostname, port } = new URL(DASHBOARD_API_URL);
  const isOwn = LOOPBACK.includes(hostname) && Number(port || 80) === PORT;
  return isOwn ? null : DASHBOARD_API_URL;
}

/** ownAddress is where this deployment's pages are. */
export function ownAddress(values: Pick<EnvValues, 'DASHBOARD_API_URL' | 'PORT'>): string {
  return remoteDashboard(values) === null ? values.DASHBOARD_API_URL : `http://localhost:${values.PORT}`;
}
