/** What ties Winnow to others: feeds, deliveries, the Discord bot, language models. On a stack of its own, with an endpoint that does not answer. */
import { type Receiver, startReceiver } from '@/lib/delivery/testing/receiver';
import { type OwnStack, startOwnStack } from './own-stack';
import { sitePort, siteUrl } from './site';
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from './test';

const PATIENCE = { timeout: 90_000 };
const SECRET = 'sk-never-shown-again';

let stack: OwnStack;
let url: string;
let receiver: Receiver;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  receiver = await startReceiver();
  stack = await startOwnStack({
    WINNOW_ALLOW_HOSTS: `127.0.0.1:${sitePort()},${new URL(receiver.url).host}`,
    OPENAI_MODEL: 'valley-large',
    OPENAI_CHEAP_MODEL: 'valley-small',
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: `http://somebody:${SECRET}@127.0.0.1:9/v1?key=${SECRET}`,
    ENABLE_HTTP_RETRY: '0',
  });
  url = stack.url;
});
test.afterAll(async () => {
  await stack.stop();
  await receiver.close();
});

test('a feed is watched, its item becomes a run, and it is paused, resumed and removed', async ({ page }) => {
  await open(page, `${url}/feeds`);
  await expect(page.getByText('Nothing is watched yet.', { exact: false })).toBeVisible();
  await page.getByLabel('Address of a feed, page, channel or playlist').fill(siteUrl('/feed.xml'));
  await page.getByRole('button', { name: 'Watch' }).click();
  const row = page.getByRole('listitem').filter({ hasText: siteUrl('/feed.xml') });
  await expect(row).toContainText('Westport news', PATIENCE);
  await expect(row).toContainText('1 run, 1 of 10 in the last day', PATIENCE);
  await row.getByText('1 item').click();
  await expect(row.getByRole('link', { name: 'A boat on request' })).toHaveAttribute('href', /\/runs\/[0-9a-f-]{36}/);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Pause: Westport news' }).click();
  await expect(row).toContainText('Paused');
  await page.getByRole('button', { name: 'Resume: Westport news' }).click();
  await expect(row).toContainText('Active');
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Remove: Westport news' }).click();
  await expect(row).toHaveCount(0);
});

test.describe('an address that is none', () => {
  test.use({ expectedStatuses: [422] });
  test('is refused beside the field', async ({ page }) => {
    await open(page, `${url}/feeds`);
    await page.getByLabel('Address of a feed, page, channel or playlist').fill('ftp://valley.example/feed');
    await page.getByRole('button', { name: 'Watch' }).click();
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  });
});

test('what was delivered is listed, with its tries, and is sent again under the same id', async ({ page, request }) => {
  await open(page, `${url}/deliveries`);
  await expect(page.getByText('Nothing was sent here yet.', { exact: false })).toBeVisible();
  const response = await request.post(`${url}/api/runs`, {
    data: { url: siteUrl('/ferry'), depth: 'quick', callback_url: `${receiver.url}/hook` },
  });
  expect(response.status(), await response.text()).toBe(202);
  const list = page.getByRole('list', { name: 'Deliveries, newest first' });
  await expect(list.getByText('Delivered')).toBeVisible(PATIENCE);
  await expect(list).toContainText('Callback');
  await list.getByText('1 try').click();
  await expect(list).toContainText('arrived');
  await expectAccessible(page);

  const before = receiver.received.length;
  await page.getByRole('button', { name: /^Send again to Callback/ }).click();
  await expect.poll(() => receiver.received.length, PATIENCE).toBe(before + 1);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(before);

  await page.getByRole('button', { name: 'Given up' }).click();
  await expect(page.getByText('There is none.')).toBeVisible();
});

test.describe('settings', () => {
  test.use({ expectedStatuses: [422] });

  test('of the Discord bot are kept, and what cannot be is refused by name', async ({ page }) => {
    await open(page, `${url}/settings`);
    const panel = page.getByRole('region', { name: 'Discord bot' });
    await expect(panel).toContainText('No bot has run yet.');
    await panel.getByLabel(/^Roles that may submit/).fill('not an id');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByRole('alert')).toContainText('submit_roles');
    await panel.getByLabel(/^Roles that may submit/).fill('123456789012345678, 223456789012345678');
    await panel.getByLabel('Links an hour, per person').fill('7');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('The bot sees it within seconds.')).toBeVisible();
    await page.reload();
    await expect(panel.getByLabel(/^Roles that may submit/)).toHaveValue('123456789012345678, 223456789012345678');
    await expect(panel.getByLabel('Links an hour, per person')).toHaveValue('7');
  });

  test('of language models are kept, and the key is shown nowhere', async ({ page }) => {
    await open(page, `${url}/settings`);
    const panel = page.getByRole('region', { name: 'Language models' });
    await expect(panel).toContainText('http://127.0.0.1:9/v1');
    await expect(panel).toContainText('valley-large');
    await expect(panel).toContainText('in the environment, not shown');

    await panel.getByRole('button', { name: 'valley-large' }).click();
    await panel.getByLabel('US dollars per million in of valley-large').fill('0.15');
    await panel.getByLabel('US dollars per million out of valley-large').fill('0.6');
    await panel.getByLabel('US dollars of a run, depth auto (empty: no bound)').fill('0.25');
    await panel.getByRole('button', { name: 'Another model' }).click();
    await panel.getByLabel('Model', { exact: true }).last().fill('valley-large');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(panel.getByRole('alert')).toContainText('names a model twice');
    await panel.getByLabel('Model', { exact: true }).last().fill('valley-small');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Runs taken in from now on have the new budgets.')).toBeVisible();

    await page.reload();
    await expect(panel.getByLabel('US dollars per million out of valley-large')).toHaveValue('0.6');
    await expect(panel.getByLabel('US dollars of a run, depth auto (empty: no bound)')).toHaveValue('0.25');
    await panel.getByRole('button', { name: 'Remove valley-small' }).click();
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Runs taken in from now on have the new budgets.')).toBeVisible();
    await expect(panel.getByLabel('Model', { exact: true })).toHaveCount(1);
    expect(await page.content()).not.toContain(SECRET);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoSidewaysScroll(page);
  });
});
