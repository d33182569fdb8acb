import { json } from '../../../_server/endpoint';

/** This process answers. Says nothing of what it depends on. */
export function GET(): Response {
  return json({ status: 'live' });
}
