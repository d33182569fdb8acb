import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunDetailView } from '@/lib/core/runs/views';
import { StandInDrive } from '../testing/drive';
import { driveChannel } from './channel';
import { DriveClient } from './client';
import { readCredentials } from './credentials';

let drive: StandInDrive;
beforeEach(async () => {
  drive = await StandInDrive.start();
});
afterEach(() => drive.close());

const RUN = {
  id: 'run-1',
  title: 'A/B: "tests"?',
  sourceHost: 'a.example',
  contentType: 'news',
  createdAt: '2026-01-05T12:00:00.000Z',
} as RunDetailView;
const LONG = `# Report\n\n${'All that was found. '.repeat(200_000)}`;

function channel(report = '# Report', rootId: string | null = 'shared', run = RUN) {
  const client = new DriveClient(readCredentials(drive.credentials), drive.url);
  return driveChannel({ client, rootId, loadRun: async () => run, report: async () => report });
}
const mail = { id: 'm', kind: 'report', payload: { runId: 'run-1' }, createdAt: new Date(), earlierTries: 0 };
const reports = () => drive.files.filter(({ mimeType }) => mimeType === 'text/markdown');

describe('a finished report', () => {
  it('goes into the folder of its content type, which is made once', async () => {
    expect(await channel()(mail)).toEqual({ ok: true });
    expect(await channel('# Other', 'shared', { ...RUN, id: 'run-2' })({ ...mail, payload: { runId: 'run-2' } })).toEqual({ ok: true });
    const folders = drive.files.filter(({ mimeType }) => mimeType.endsWith('folder'));
    expect(folders).toMatchObject([{ name: 'Winnow news', parents: ['shared'] }]);
    expect(reports()).toMatchObject([
      { name: '2026-01-05 A B tests.md', parents: [folders[0]!.id], content: Buffer.from('# Report') },
      { content: Buffer.from('# Other') },
    ]);
  });

  it('that is sent again changes the file and makes no second one', async () => {
    await channel()(mail);
    await channel('# Again')(mail);
    expect(reports()).toMatchObject([{ content: Buffer.from('# Again') }]);
  });

  it('goes on where its upload broke off', async () => {
    drive.breakAfter = 2_500_000;
    expect(await channel(LONG)(mail)).toEqual({ ok: true });
    expect(reports().map(({ content }) => content.equals(Buffer.from(LONG)))).toEqual([true]);
  });

  it('whose last answer is lost is there once', async () => {
    drive.losesLastAnswer = true;
    expect(await channel(LONG)(mail)).toEqual({ ok: true });
    expect(reports()).toHaveLength(1);
  });

  it('asks for a token once, and for another where it is refused', async () => {
    const send = channel();
    await send(mail);
    drive.refusals = [{ status: 401, body: { error: { message: 'Invalid Credentials' } } }];
    expect(await send(mail)).toMatchObject({ ok: false, mayPass: true });
    expect(await send(mail)).toEqual({ ok: true });
    expect(drive.tokens).toBe(2);
  });
});

describe('what Drive refuses', () => {
  it.each([
    [403, { error: { message: 'Slow down', errors: [{ reason: 'userRateLimitExceeded' }] } }, true],
    [503, { error: { message: 'Backend Error' } }, true],
    [
      403,
      { error: { message: 'The user does not have sufficient permissions', errors: [{ reason: 'insufficientFilePermissions' }] } },
      false,
    ],
    [404, { error: { message: 'File not found: shared.' } }, false],
  ])('with %s %j may pass: %s', async (status, body, mayPass) => {
    drive.refusals = [{ status, body }];
    expect(await channel()(mail)).toEqual({ ok: false, mayPass, error: `Google Drive answered ${status}: ${body.error.message}` });
  });

  it('is said as it is where the key is not Google’s', async () => {
    const strange = JSON.parse(drive.credentials) as Record<string, string>;
    expect(() => readCredentials(JSON.stringify({ ...strange, type: 'authorized_user' }))).toThrow(
      'is not the key of a service account: type',
    );
    expect(() => readCredentials('/no/such/file.json')).toThrow('is neither JSON nor a file that can be read');
  });
});
