import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliveriesSchema } from '@/lib/core/deliveries/requests';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { callbackChannels } from '@/lib/delivery/callback';
import { deliverOutbox } from '@/lib/delivery/deliver-outbox';
import { getDelivery, listDeliveries } from '@/lib/delivery/deliveries';
import { type Received, type Receiver, startReceiver } from '@/lib/delivery/testing/receiver';
import { rotateWebhookSecret, signingSecrets, webhookSecrets } from '@/lib/delivery/webhook-secrets';
import { contentEgressPolicy } from '@/lib/pipeline/egress';
import { driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { standInEngines } from '@/lib/pipeline/testing/engines';
import { getRun } from '@/lib/pipeline/views';
import { submitRun } from '.';

let test: TestDatabase;
let folder: string;
let hook: Receiver;
let n = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  process.env.WINNOW_DATA_DIR = folder;
});
afterAll(async () => {
  await test.close();
  delete process.env.WINNOW_ALLOW_HOSTS;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  hook = await startReceiver();
  process.env.WINNOW_ALLOW_HOSTS = new URL(hook.url).host;
});
afterEach(async () => {
  await database().outboxMessage.deleteMany();
  await hook.close();
});

const deliver = () => deliverOutbox(callbackChannels({ policy: contentEgressPolicy(), loadRun: getRun }));
const deliveries = async () => (await listDeliveries(deliveriesSchema.parse({}))).deliveries;
async function finished(request: { url?: string } = {}): Promise<string> {
  const { run } = await submitRun({ url: `https://valley.example/${++n}`, callback_url: `${hook.url}/done`, ...request }, 'api');
  await driveRun(run.id, testWorker(standInEngines().engines));
  return run.id;
}
function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(text)
    .digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${signature}`);
}

describe('the callback URL of a run', () => {
  it('gets its end, signed, under the id of the delivery', async () => {
    const id = await finished();
    expect(await deliver()).toBe(1);
    const [got] = hook.received;
    expect(JSON.parse(got!.body)).toMatchObject({
      type: 'run.finished',
      data: { id, title: 'The bridge at Low Ferry', state: 'finished' },
    });
    expect(isSignedBy((await webhookSecrets()).secret, got!)).toBe(true);
    const [delivery] = await deliveries();
    expect(got!.headers['webhook-id']).toBe(delivery!.id);
    expect(delivery).toMatchObject({ state: 'delivered', runId: id, title: 'The bridge at Low Ferry' });
  });

  it('gets the end of a run that is done already at once', async () => {
    const url = `https://valley.example/${++n}`;
    await finished({ url });
    await submitRun({ url, callback_url: `${hook.url}/late` }, 'api');
    await deliver();
    expect(hook.received.map(({ path }) => path).sort()).toEqual(['/done', '/late']);
  });

  it('is signed with the new secret and the one before while they change over, and with the new one alone later', async () => {
    const before = await webhookSecrets();
    const after = await rotateWebhookSecret();
    await finished();
    await deliver();
    expect([before, after].map(({ secret }) => isSignedBy(secret, hook.received[0]!))).toEqual([true, true]);
    expect(await signingSecrets(Date.now() + 2 * 86_400_000)).toEqual([after.secret.replace('whsec_', '')]);
  });

  it('is tried again where it fails, each try in the log', async () => {
    hook.answer = { status: 503 };
    await finished();
    await deliver();
    hook.answer = { status: 204 };
    await database().outboxMessage.updateMany({ data: { notBefore: new Date(0) } });
    await deliver();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'delivered', attempts: 2 });
    const { tries } = await getDelivery(delivery!.id);
    expect(tries.map(({ seq, error, endedAt }) => [seq, error !== null, endedAt !== null])).toEqual([
      [2, false, true],
      [1, true, true],
    ]);
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('is not followed elsewhere, and given up with the reason', async () => {
    const elsewhere = await startReceiver();
    process.env.WINNOW_ALLOW_HOSTS += `,${new URL(elsewhere.url).host}`;
    hook.answer = { status: 307, headers: { location: `${elsewhere.url}/inner` } };
    await finished();
    await deliver();
    expect(elsewhere.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'failed', lastError: expect.stringContaining('redirects') }]);
    await elsewhere.close();
  });

  it.each(['http://169.254.169.254/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'http://[::ffff:10.0.0.1]/'])(
    'may not be %s',
    async (callback) => {
      const submission = submitRun({ url: 'https://valley.example/x', callback_url: callback }, 'api');
      await expect(submission).rejects.toMatchObject({ fields: [expect.objectContaining({ field: 'callback_url' })] });
    },
  );

  it('that was opened once and is closed now is not reached any more', async () => {
    await finished();
    process.env.WINNOW_ALLOW_HOSTS = '';
    await deliver();
    expect(hook.received).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: 'failed' }]);
  });
});
