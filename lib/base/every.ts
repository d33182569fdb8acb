/** every runs a task again and again, each time `ms` after the last one ended, so that slow ones never pile up. Failures go to `onError`. */
export function every(ms: number, task: () => Promise<unknown>, onError: (error: unknown) => void): { stop(): void } {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const round = async () => {
    await task().catch(onError);
    if (!stopped) timer = setTimeout(round, ms);
  };
  timer = setTimeout(round, ms);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
