import { abortReason } from '@/lib/base/abort';

/** untilAborted is the promise's outcome, or, as soon as the signal is aborted, a rejection with its reason after `onAbort`. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined, onAbort?: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      onAbort?.();
      reject(abortReason(signal!));
    };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}
