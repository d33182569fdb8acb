import { abortReason } from '@/lib/base/abort';
import { WinnowError } from '@/lib/base/errors';

/** Deadline is a signal that aborts when its time is up or when its parent does, always with a WinnowError as reason. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Takes timer and listener away. A deadline that is not released keeps the process alive until its time is up. */
  release(): void;
}

/** startDeadline starts the clock. `late` names what was too slow, for `source_timeout`. */
export function startDeadline(timeoutMs: number, late: string, parent?: AbortSignal): Deadline {
  const controller = new AbortController();
  const onParent = (): void => controller.abort(parent && abortReason(parent));
  if (parent?.aborted) onParent();
  parent?.addEventListener('abort', onParent, { once: true });
  const timer = setTimeout(() => {
    controller.abort(new WinnowError('source_timeout', `${late} took longer than ${timeoutMs / 1000} s.`));
  }, timeoutMs);
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', onParent);
    },
  };
}

/** within settles as the promise does, or rejects with the signal's reason at once when that comes first. */
export function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortReason(signal));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
