import { database } from '@/lib/data/client';
import { endRun } from '@/lib/data/run-endings';
import { submitRun } from '@/lib/intake';

/** endedRun makes a run that has ended, for messages to tell of. */
export async function endedRun(): Promise<string> {
  const { run } = await submitRun({ url: 'https://valley.example/bridge' }, 'api');
  await database().$transaction(async (tx) => {
    await tx.run.update({
      where: { id: run.id },
      data: { title: 'The bridge at Low Ferry', verdict: 'Kept.', processingType: 'lightweight' },
    });
    await endRun(tx, run.id, { state: 'finished', processingType: 'lightweight', message: 'Kept.' });
  });
  return run.id;
}
