/** register runs once, before the web process serves anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  // An event stream whose route loads only after SIGTERM would otherwise never hear of it, and hold up the end of the process.
  const { shutdownSignal } = await import('./app/_server/shutdown');
  const ends = shutdownSignal();
  // Next.js itself makes the span of each request, once there is somebody to send it to.
  const [{ startTracing }, { readEnv }, { createLogger }] = await Promise.all([
    import('./lib/config/tracing'),
    import('./lib/config/env'),
    import('./lib/base/logging'),
  ]);
  const tracing = await startTracing(readEnv(), 'web', createLogger('web'));
  ends.addEventListener('abort', () => void tracing.flush(), { once: true });
  const { askOnThread } = await import('./lib/learning/tuning/ask');
  askOnThread();
  const { answerPlainly } = await import('./app/_server/plain-front');
  (globalThis as { winnowFront?: typeof answerPlainly }).winnowFront = answerPlainly;
}
