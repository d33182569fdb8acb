import { currentAsker } from '@/lib/access/asking';
import type { AskerView } from '@/lib/core/access/views';
import { isSignInOn } from '../../../_server/admission';
import { endpoint, json } from '../../../_server/endpoint';

/** Who asks, and what they may. */
export const GET = endpoint(async () => {
  const { kind, name, role, scopes } = currentAsker()!;
  return json({ kind, name, role, scopes, signIn: isSignInOn() } satisfies AskerView);
});
