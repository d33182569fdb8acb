import { asWinnowError, WinnowError } from './errors';

/** abortReason is why a signal was aborted: its reason where that is a WinnowError (lease_lost, cancelled), else `cancelled`. */
export function abortReason(signal: AbortSignal): WinnowError {
  const { reason } = signal;
  // A plain abort() gives a DOMException whose text says nothing.
  return reason instanceof DOMException
    ? new WinnowError('cancelled', 'Cancelled.', { cause: reason })
    : asWinnowError(reason, 'cancelled');
}
