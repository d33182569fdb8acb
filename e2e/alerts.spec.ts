/** From posted records to a message and back: on a stack of its own, whose rules are quick and whose Slack and Discord stand on loopback. */
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { type Receiver, startReceiver } from '@/lib/delivery/testing/receiver';
import { type OwnStack, startOwnStack } from './own-stack';
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from './test';

const PATIENCE = { timeout: 60_000 };
/** Only the low bars of the bypass rate can be crossed. */
const MONITORING = `
overall_metrics:
  bypass_rate:       { target: 0.60, warning_low: 0.50, critical_low: 0.40 }
  early_exit_rate:   { target: 0.40 }
  quality_score_avg: { target: 0.75 }
  time_savings_avg:  { target: 0.70 }
  error_rate:        { target: 0 }
  false_stop_rate:   { target: 0.02 }
evaluation: { min_samples: 5, every: 1s, for: 2s, keep_firing_for: 2s }
`;

let url: string;
let stack: OwnStack;
let slack: Receiver;
let discord: Receiver;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

/** The files have become version 1; this one is active after it. */
async function quickRules(): Promise<void> {
  await expect.poll(async () => (await stack.query('SELECT 1 FROM config_version')).rowCount, PATIENCE).toBe(1);
  await stack.query('UPDATE config_version SET active = false');
  await stack.query(
    `INSERT INTO config_version (author, note, sources, content_hash, active)
     SELECT 'test', '', sources || jsonb_build_object('monitoring', $1::text), 'quick rules', true FROM config_version`,
    [MONITORING],
  );
}

test.beforeAll(async () => {
  [slack, discord] = await Promise.all([startReceiver(), startReceiver()]);
  stack = await startOwnStack({
    SLACK_WEBHOOK_URL: `${slack.url}/services/T/B/x`,
    DISCORD_ALERT_WEBHOOK_URL: `${discord.url}/api/webhooks/1/x`,
  });
  url = stack.url;
  await quickRules();
});

test.afterAll(async () => {
  await stack.stop();
  await Promise.all([slack.close(), discord.close()]);
});

async function record(request: APIRequestContext, processingType: string, times: number): Promise<void> {
  const line = JSON.stringify({ processing_type: processingType });
  const response = await request.post(`${url}/api/performance/records`, {
    headers: { 'content-type': 'application/x-ndjson' },
    data: `${line}\n`.repeat(times),
  });
  expect(response.ok(), await response.text()).toBe(true);
}

const rule = (page: Page): Locator => page.getByRole('listitem', { name: 'Bypass rate', exact: true });
const textsOf = (receiver: Receiver) => receiver.received.map(({ body }) => body);

test('a rule fires without a reload, is told in Slack and Discord, and is acknowledged', async ({ page, request }) => {
  await open(page, `${url}/alerts`);
  await expect(rule(page)).toContainText('No data');
  await expect(page.getByText('Nothing has been sent yet.')).toBeVisible();

  await record(request, 'full', 10);
  await expect(rule(page)).toContainText('Firing, critical');
  await expect(rule(page)).toContainText('Bypass rate is 0 % over the last 24 h (n = 10 finished runs), below the critical bar of 40 %.');
  await expect(page.getByText('1 rule firing: bypass rate')).toBeVisible();
  await expect.poll(() => [slack.received.length, discord.received.length]).toEqual([1, 1]);
  expect(textsOf(slack)[0]).toContain('Critical: Bypass rate is too low: 0 %');
  expect(textsOf(discord)[0]).toContain('"allowed_mentions":{"parse":[]}');
  await expect(
    page
      .getByRole('list', { name: /^Deliveries/ })
      .getByText('Delivered')
      .first(),
  ).toBeVisible();

  await rule(page).getByRole('button', { name: 'Acknowledge' }).click();
  await expect(rule(page)).toContainText('acknowledged');
  await expect(rule(page).getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
});

test('the command line says the same', () => {
  const alerts = stack.winnow('alerts');
  expect(alerts.stdout).toMatch(/bypass_rate +firing \(critical\).*acknowledged by web/);
  expect(alerts.status).toBe(1);
  expect(JSON.parse(stack.winnow('deliveries', '--json').stdout).deliveries[0]).toMatchObject({ state: 'delivered' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page can be read by everybody, ${colorScheme}, and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, `${url}/alerts`);
    await expect(rule(page)).toContainText('Firing, critical');
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoSidewaysScroll(page);
    await rule(page).getByRole('link', { name: 'Runbook' }).click();
    await expect(page).toHaveURL(`${url}/alerts/runbooks#bypass_rate-low`);
    await expect(page.getByRole('heading', { name: 'bypass_rate low' })).toBeInViewport();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test('is silenced and unsilenced by keyboard, and backtested', async ({ page }) => {
  await open(page, `${url}/alerts`);
  await rule(page).getByRole('button', { name: 'Silence' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(rule(page)).toContainText(/silenced, ends in \d/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rule(page).getByRole('button', { name: 'Silence', exact: true })).toBeVisible();

  await rule(page).getByText('Backtest bypass rate').click();
  await expect(rule(page)).toContainText(/Would (not )?have fired .*in the last 7 days/);
});

test('resolves by itself, says so where it was told, and can be sent again', async ({ page, request }) => {
  await open(page, `${url}/alerts`);
  await record(request, 'lightweight', 90);
  await expect(rule(page)).toContainText('Resolved');
  await expect(page.getByText('Nothing is firing')).toBeVisible();
  await expect.poll(() => textsOf(slack).length).toBe(2);
  expect(textsOf(slack)[1]).toContain('Resolved: Bypass rate is within its bars: 90 %');
  const history = page.getByRole('list', { name: /^What happened/ });
  for (const what of ['Resolved', 'Acknowledged', 'Firing', 'Pending'])
    await expect(history.getByText(what, { exact: true }).first()).toBeVisible();

  await page.getByRole('button', { name: /^Send again to Slack: Resolved/ }).click();
  await expect.poll(() => textsOf(slack).length).toBe(3);
  expect(textsOf(slack)[2]).toBe(textsOf(slack)[1]);
});
