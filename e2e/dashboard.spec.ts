import { readFileSync } from 'node:fs';
import type { APIRequestContext, Page } from '@playwright/test';
import { HOSTILE_TITLE, siteUrl } from './site';
import { endedRun, expect, expectAccessible, expectNoSidewaysScroll, open, test } from './test';

const HOSTILE_REASON = '=HYPERLINK("http://evil.example") <img src=x onerror="document.title=\'owned\'">';

/** Figures of nobody else: each test counts under a config version of its own. */
const ownVersion = () => `e2e-${crypto.randomUUID().slice(0, 8)}`;
const address = (version: string, more = '') => `/dashboard?config_version=${version}${more}`;

async function record(request: APIRequestContext, version: string, times: number, fields: Record<string, string | number>): Promise<void> {
  for (let i = 0; i < times; i++) {
    const response = await request.post('/api/performance/record', { data: { config_version: version, content_type: 'news', ...fields } });
    expect(response.status(), await response.text()).toBe(200);
  }
}

/** Three of five kept the quick result, one exited early, one was analysed in full. */
async function recordMixture(request: APIRequestContext, version: string): Promise<void> {
  const scores = { quality_score: 0.8, coherence_score: 0.9, completeness_score: 0.7, informativeness_score: 0.6 };
  await record(request, version, 3, { processing_type: 'lightweight', processing_time: 4, time_saved_pct: 0.8, ...scores });
  await record(request, version, 1, { processing_type: 'full', processing_time: 20, time_saved_pct: 0, ...scores });
  await record(request, version, 1, {
    processing_type: 'early_exit',
    processing_time: 1,
    time_saved_pct: 0.95,
    exit_checkpoint: 'post_download',
    exit_reason: HOSTILE_REASON,
    exit_confidence: 0.9,
  });
}

const card = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('posted records show without a reload: figures, colours and charts', async ({ page, request }) => {
  const version = ownVersion();
  const unchanged: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/performance/') && response.status() === 304) unchanged.push(response.status());
  });
  await open(page, address(version));
  await expect(page.getByText('Nothing was counted here')).toBeVisible();

  await recordMixture(request, version);
  await expect(card(page, 'Total processed')).toContainText('5');
  await expect(card(page, 'Bypass rate')).toContainText('60 %');
  await expect(card(page, 'Bypass rate')).toContainText('Normal');
  await expect(card(page, 'Early-exit rate')).toContainText('1 of 2 that were not bypassed');
  await expect(card(page, 'Quality score')).toContainText('Mean of 4 scored results');
  const chart = page.getByRole('application', { name: /^Processing breakdown/ });
  await expect(chart).toContainText('3 (60 %)');
  await expect(panel(page, 'Operating targets')).toContainText('Bypass rate');
  await expect(panel(page, 'Checkpoints')).toContainText('1 of 5 that came there ended (20 %), mean confidence 0.90');

  await record(request, version, 15, { processing_type: 'full', quality_score: 0.5, time_saved_pct: 0 });
  await expect(card(page, 'Bypass rate')).toContainText('15 %');
  await expect(card(page, 'Bypass rate')).toContainText('Critical');
  await expect(card(page, 'Quality score')).toContainText('Critical');
  await expect(chart).toContainText('16 (80 %)');
  // Nothing new comes as nothing.
  await expect.poll(() => unchanged.length).toBeGreaterThan(0);
});

test('window and filters live in the address, step by step', async ({ page, request }) => {
  const version = ownVersion();
  await recordMixture(request, version);
  await open(page, '/dashboard');
  await page.getByRole('combobox', { name: 'Config version' }).fill(version);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`config_version=${version}$`));
  await expect(card(page, 'Total processed')).toContainText('1 full analysis, 3 quick results, 1 early exit');
  await page.getByRole('button', { name: '7 d' }).click();
  await expect(page).toHaveURL(/hours=168$/);
  await page.getByLabel('Source').selectOption('run');
  await expect(page).toHaveURL(/source=run/);
  await expect(page.getByText('Nothing was counted here')).toBeVisible();

  await page.goBack();
  await expect(page.getByLabel('Source')).toHaveValue('');
  await expect(card(page, 'Total processed')).toContainText('5');
  await page.goBack();
  await expect(page.getByRole('button', { name: '24 h' })).toHaveAttribute('aria-pressed', 'true');
  await page.goForward();
  await page.reload();
  await expect(page.getByRole('button', { name: '7 d' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('combobox', { name: 'Config version' })).toHaveValue(version);
  await expect(card(page, 'Total processed')).toContainText('5');

  await page.getByRole('textbox', { name: 'Hours' }).fill('36');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/hours=36$/);
  // The fields are made anew with what holds now.
  await expect(page.getByRole('button', { name: '7 d' })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('textbox', { name: 'Hours' }).fill('9999');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Give whole hours from 1 to 8,784.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/\/dashboard\?hours=36$/);
});

test.describe('while the server does not answer', () => {
  test.use({ expectedStatuses: [503] });

  test('the last figures stay, and the page says so', async ({ page, request }) => {
    const version = ownVersion();
    await recordMixture(request, version);
    await open(page, address(version));
    const problem = { title: 'Database away', status: 503, detail: 'It does not answer.', code: 'database_unavailable', advice: 'Wait.' };
    await page.route('**/api/performance/?**', (route) => route.fulfill({ status: 503, json: { ...problem, retry: 'never', errors: [] } }));
    await expect(page.getByRole('alert').filter({ hasText: 'Database away' })).toContainText('the last ones that were read');
    await expect(page.getByText('Not updating.')).toBeVisible();
    await expect(card(page, 'Total processed')).toContainText('5');
    await page.unrouteAll();
    await expect(page.getByText('Database away')).toHaveCount(0);
    await expect(page.getByText('Live.')).toBeVisible();
  });
});

test('a page out of sight does not poll', async ({ page, request }) => {
  const version = ownVersion();
  await recordMixture(request, version);
  let polls = 0;
  page.on('request', (asked) => {
    if (asked.url().includes('/api/performance/?')) polls++;
  });
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      window.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await page.clock.install();
  await open(page, address(version));
  await expect.poll(() => page.clock.runFor(5_000).then(() => polls)).toBeGreaterThan(1);
  await show('hidden');
  // Whatever was under way ends.
  await page.clock.runFor(5_000);
  const before = polls;
  await page.clock.runFor(60_000);
  expect(polls).toBe(before);
  await show('visible');
  await expect.poll(() => page.clock.runFor(5_000).then(() => polls)).toBeGreaterThan(before);
});

test('a chart is read by keyboard, as a table and as a file', async ({ page, request }) => {
  const version = ownVersion();
  await recordMixture(request, version);
  await open(page, address(version));
  await page.getByRole('application', { name: /^Processing breakdown/ }).focus();
  await expect(panel(page, 'Processing breakdown').getByRole('status')).toHaveText('Full analysisRuns: 1');
  await page.keyboard.press('ArrowDown');
  await expect(panel(page, 'Processing breakdown').getByRole('status')).toHaveText('Quick resultRuns: 3');

  const checkpoints = panel(page, 'Checkpoints');
  await checkpoints.getByText('Table and download').click();
  await expect(checkpoints.getByRole('cell', { name: 'After acquiring' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await checkpoints.getByRole('button', { name: 'CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('winnow-checkpoints.csv');
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines[0]).toMatch(/^"checkpoint_name","exit_count"/);
  expect(lines[1]).toContain(`"'${HOSTILE_REASON.replaceAll('"', '""')} (1)"`);
});

test('a hostile reason and a hostile title are text and nothing more', async ({ page, request }) => {
  const version = ownVersion();
  await recordMixture(request, version);
  await record(request, version, 1, { processing_type: 'full', content_type: '<b>bold</b>' });
  await endedRun(request, siteUrl('/hostile'), 'finished', 'full');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, address(version));
    await expect(panel(page, 'Checkpoints').getByText(HOSTILE_REASON).first()).toBeVisible();
    await expect(panel(page, 'Recent runs').getByText(HOSTILE_TITLE.slice(0, 12)).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
  await expect(page.locator('main img, main b, main script')).toHaveCount(0);
  expect(await page.title()).not.toBe('owned');
});

test('a reset is asked about, empties the page, and can be undone', async ({ page, request }) => {
  const version = ownVersion();
  await recordMixture(request, version);
  await open(page, `${address(version)}&hours=all`);
  await expect(card(page, 'Total processed')).toContainText('5');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep counting' }).click();
  await expect(card(page, 'Total processed')).toContainText('5');

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start anew' }).click();
  await expect(page.getByText('Nothing was counted here')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Nothing has been counted yet')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Submit something' })).toHaveAttribute('href', '/');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Undo the reset' }).click();
  await expect(page.getByText('The reset was undone')).toBeVisible();
  await page.goBack();
  await expect(card(page, 'Total processed')).toContainText('5');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing, and the page fits from 360 to 2,000 pixels', async ({ page, request }) => {
      const version = ownVersion();
      await recordMixture(request, version);
      for (const width of [360, 768, 1280, 2000]) {
        await page.setViewportSize({ width, height: 900 });
        await open(page, address(version));
        await expect(page.getByRole('application', { name: /^Quality trends/ })).toBeVisible();
        await page
          .locator('details')
          .evaluateAll((all: HTMLDetailsElement[]) => all.map((details) => Object.assign(details, { open: true })));
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  });
}
