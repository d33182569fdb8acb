import { createLogger } from '@/lib/base/logging';
import type { Env } from '@/lib/config/env';
import { DRIVE } from '@/lib/data/outbox';
import { callbackChannels } from '@/lib/delivery/callback';
import { type Channels, channelsOf } from '@/lib/delivery/channels';
import { driveChannel } from '@/lib/delivery/drive/channel';
import { DriveClient } from '@/lib/delivery/drive/client';
import { readCredentials } from '@/lib/delivery/drive/credentials';
import { contentEgressPolicy } from './egress';
import { reportMarkdown } from './exports';
import { getRun, runTranscript } from './views';

const log = createLogger('pipeline');

/** workerChannels are all the channels that a worker delivers to; Discord's are the bot's, which keeps its rate limits. */
export function workerChannels(env: Env): Channels {
  const fixed = channelsOf(env);
  const callbacks = callbackChannels({ policy: contentEgressPolicy(), loadRun: getRun });
  const drive = driveOf(env);
  if (drive) fixed.set(DRIVE, drive);
  return { get: (target) => fixed.get(target) ?? callbacks.get(target) };
}

/** A key that cannot be read keeps the reports waiting, and nothing else. */
function driveOf({ values }: Env) {
  if (values.GOOGLE_DRIVE_CREDENTIALS === null) return null;
  try {
    const client = new DriveClient(readCredentials(values.GOOGLE_DRIVE_CREDENTIALS));
    const report = async (run: Awaited<ReturnType<typeof getRun>>) => reportMarkdown(run, await runTranscript(run.id));
    return driveChannel({ client, rootId: values.GOOGLE_DRIVE_FOLDER_ID, loadRun: getRun, report });
  } catch (error) {
    log.error({ err: error }, 'reports cannot go to Google Drive');
    return null;
  }
}
