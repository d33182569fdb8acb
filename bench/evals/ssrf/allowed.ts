/** What must work: a guard that refuses everything is easy. Each case throws when it was refused or got something else than it should. */
import { ALLOWED_HOSTS } from './allowed-hosts';
import { ALLOWED_BY_PROXY } from './allowed-proxy';
import { ALLOWED_TRANSFERS } from './allowed-transfers';
import type { Allowed } from './sites';

export const ALLOWED: readonly Allowed[] = [...ALLOWED_HOSTS, ...ALLOWED_TRANSFERS, ...ALLOWED_BY_PROXY];
