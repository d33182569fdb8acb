/** From a slider to the next run and back, on a stack of its own: it changes the configuration of the whole deployment. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { type OwnStack, startOwnStack } from './own-stack';
import { expect, expectAccessible, expectNoSidewaysScroll, open, type Run, test } from './test';

const BARS = ['Overall', 'Coherence', 'Completeness', 'Informativeness'];
const LONGEST_RUN = { timeout: 150_000 };

let stack: OwnStack;
let url: string;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  stack = await startOwnStack();
  url = stack.url;
});
test.afterAll(() => stack.stop());

async function submit(request: APIRequestContext, item: string): Promise<Run & { config_version: number }> {
  const response = await request.post(`${url}/api/runs`, { data: { url: item, force: true } });
  const { id } = (await response.json()) as Run;
  const read = async () => (await (await request.get(`${url}/api/runs/${id}`)).json()) as Run & { config_version: number };
  await expect.poll(async () => (await read()).state, LONGEST_RUN).toBe('finished');
  return read();
}

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const slider = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true });

test('without any run the page says what will be there', async ({ page }) => {
  await open(page, `${url}/tuning`);
  await expect(panel(page, 'What if')).toContainText('Nothing has been recorded yet');
  await expect(page.getByRole('list', { name: 'Baseline' })).toContainText('Missing:');
  await expectAccessible(page);
});

test('a slider is moved, its effect is seen, it is applied, and the next run is decided under it', async ({ page, request }) => {
  // Nothing is good enough under these bars, so that both are analysed in full.
  const strict = Object.fromEntries(BARS.map((bar) => [`quality_filtering.thresholds.min_${bar.toLowerCase()}`, 1]));
  const types = ['educational', 'technology', 'news', 'discussion', 'entertainment', 'music', 'advertisement'];
  const modes = Object.fromEntries(types.map((type) => [`content_routing.content_types.${type}.processing_mode`, 'quality_check']));
  const changed = await request.put(`${url}/api/config`, {
    headers: { 'if-match': '"config-1"' },
    data: { set: { ...strict, ...modes, 'content_routing.default_routing.default_mode': 'quality_check' }, note: 'strict' },
  });
  expect(changed.status(), await changed.text()).toBe(200);
  for (const item of ['sample:library-hours', 'sample:evening-news']) {
    expect(await submit(request, item)).toMatchObject({ processing_type: 'full', config_version: 2 });
  }

  await open(page, `${url}/tuning`);
  const whatIf = panel(page, 'What if');
  await expect(whatIf).toContainText('2 recorded runs');
  await expect(whatIf.getByRole('row', { name: /^Bypass rate/ })).toContainText('0 %');
  for (const bar of BARS) {
    await slider(page, bar).focus();
    await page.keyboard.press('Home');
  }
  await expect(slider(page, 'Overall')).toHaveValue('0');
  await expect(
    whatIf
      .getByRole('row', { name: /^Bypass rate/ })
      .getByRole('cell')
      .last(),
  ).toContainText('100 %');
  const fates = panel(page, 'Runs whose fate would change');
  await expect(fates.getByRole('link')).toHaveCount(2);
  await expect(fates).toContainText('Full analysis → Quick result');

  // The draft is in the address: a run that is looked at leads back to it.
  await fates.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.goBack();
  await expect(slider(page, 'Overall')).toHaveValue('0');

  await page.getByLabel('Why (for the history)').fill('Quick results will do');
  await panel(page, 'Changes').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('Version 3 is active')).toBeVisible();
  await expect(page.getByText(/Version 3 is being watched against version 2/)).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'Version 3' })).toContainText('Quick results will do');
  expect(await submit(request, 'sample:library-hours')).toMatchObject({ processing_type: 'lightweight', config_version: 3 });
});

test('the run names its version, and the version before is made active again', async ({ page, request }) => {
  const { runs } = (await (await request.get(`${url}/api/runs`)).json()) as { runs: Run[] };
  await open(page, `${url}/runs/${runs[0]?.id}`);
  await page.getByRole('link', { name: 'config version 3' }).click();
  await expect(page).toHaveURL(/\/tuning#history$/);
  await page.getByRole('button', { name: 'Roll back to version 2' }).first().click();
  await expect(page.getByText('Version 2 is active').first()).toBeVisible();
  expect(await submit(request, 'sample:library-hours')).toMatchObject({ processing_type: 'full', config_version: 2 });
});

test.describe('two people at once', () => {
  test.use({ expectedStatuses: [412] });

  test('do not overwrite each other: the second one sees what the first one did', async ({ page, request }) => {
    await open(page, `${url}/tuning`);
    await slider(page, 'Overall').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(panel(page, 'Changes')).toContainText('against version 2');
    const other = await request.put(`${url}/api/config`, {
      headers: { 'if-match': '*' },
      data: { set: { 'quality_filtering.thresholds.min_overall': 0.42 }, note: 'somebody else' },
    });
    expect(other.status()).toBe(200);
    await expect(panel(page, 'Changes')).toContainText('Version 4 has become active meanwhile');
    await expect(panel(page, 'Changes').getByRole('button', { name: 'Apply' })).toBeDisabled();
    await page.getByRole('button', { name: 'Start from version 4' }).click();
    await expect(slider(page, 'Overall')).toHaveValue('0.42');
  });
});

test('an address is tried under a draft, and is in no metric', async ({ page, request }) => {
  const processed = async () =>
    ((await (await request.get(`${url}/api/performance/metrics/summary`)).json()) as { total_processed: number }).total_processed;
  const before = await processed();
  await open(page, `${url}/tuning`);
  await panel(page, 'Try').getByRole('textbox').fill('sample:library-hours');
  await panel(page, 'Try').getByRole('button', { name: 'Try 1' }).click();
  await page.getByRole('list', { name: 'Tried' }).getByRole('link').click();
  await expect(page.getByRole('link', { name: 'a try: draft of version 4' })).toBeVisible();
  const id = page.url().split('/').at(-1);
  const state = async () => ((await (await request.get(`${url}/api/runs/${id}`)).json()) as Run).state;
  await expect.poll(state, LONGEST_RUN).toBe('finished');
  expect(await processed()).toBe(before);
});

test('the settings page edits a text, and refuses a fault with its place', async ({ page }) => {
  await open(page, `${url}/settings`);
  await page.getByLabel('Find').fill('min_overall');
  await expect(page.getByRole('row', { name: /quality_filtering\.thresholds\.min_overall/ })).toContainText('0.42');
  await page.getByText('quality_filtering.yaml', { exact: true }).click();
  await expectAccessible(page);
});

test('the command line lists, compares, exports and imports versions, and writes the reports', () => {
  expect(stack.winnow('config', 'list').stdout).toMatch(/^4 +active .*somebody else$/m);
  expect(stack.winnow('config', 'diff', '2', '4').stdout).toContain('min_overall: 1 → 0.42');
  const exported = join(stack.folder, 'exported');
  expect(stack.winnow('config', 'export', '1', '--out', exported).status).toBe(0);
  expect(readdirSync(exported).sort()).toEqual(['content_routing.yaml', 'early_exit.yaml', 'monitoring.yaml', 'quality_filtering.yaml']);
  // The same texts are the same version.
  expect(JSON.parse(stack.winnow('config', 'import', exported, '--json').stdout)).toMatchObject({ number: 1, active: true });
  expect(stack.winnow('config', 'activate', '4').stdout).toContain('Version 4');

  const reports = join(stack.folder, 'reports');
  mkdirSync(reports);
  const written = stack.winnow('report', '--out', reports);
  expect(written.status, written.stderr).toBe(0);
  expect(readFileSync(join(reports, 'deployment_guide.md'), 'utf8')).toContain('Config version 4');
  const imported = stack.winnow('config', 'import', join(reports, 'optimal_config.yaml'), '--no-activate', '--json');
  expect(imported.status, imported.stderr).toBe(0);
  expect(JSON.parse(imported.stdout).changes).toEqual([]);
});

test('an experiment assigns items, says that it is too early, and is stopped', async ({ page, request }) => {
  await open(page, `${url}/experiments`);
  await expect(page.getByText('None yet')).toBeVisible();
  await page.getByLabel('Name').fill('Lower bars');
  await page.getByRole('group', { name: 'Conservative' }).getByLabel('Config version').fill('2');
  await page.getByRole('group', { name: 'Aggressive' }).getByLabel('Config version').fill('3');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lower bars' })).toBeVisible();
  const first = await submit(request, 'sample:library-hours');
  expect([2, 3]).toContain(first.config_version);
  // The same item is always in the same arm.
  expect((await submit(request, 'sample:library-hours')).config_version).toBe(first.config_version);
  await expect(panel(page, 'Decision')).toContainText('not yet');
  await expect(panel(page, 'Arms').getByRole('row', { name: /^Items assigned/ })).toContainText('1');
  await panel(page, 'Decision').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('stopped').first()).toBeVisible();
  await expectAccessible(page);
});

test('an experiment is decided, and its winner is applied', async ({ page, request }) => {
  const versions = [2, 3];
  const started = await request.post(`${url}/api/experiments`, {
    data: {
      name: 'Are quick results enough?',
      arms: [
        { name: 'careful', role: 'conservative', config_version: versions[0], share: 0.5 },
        { name: 'bold', role: 'aggressive', config_version: versions[1], share: 0.5 },
      ],
    },
  });
  expect(started.status(), await started.text()).toBe(201);
  const { id } = (await started.json()) as { id: string };
  // A week of items: the bold arm takes half as long for what is as good.
  await stack.query(
    `WITH made AS (
       INSERT INTO run (id, kind, lineage_id, url, canonical_url, source_host, depth, priority, dedupe_key, effective_config_hash, config_version_number, recorded,
         state, processing_type, quality_score, word_count, expected_full_ms, spent_ms, created_at, updated_at, finished_at)
       SELECT own, 'primary', own, address, address, 'week.example', 'auto', 'medium', address, (SELECT effective_config_hash FROM run LIMIT 1), ($2::int[])[1 + i % 2], true,
         'finished', 'full', 0.8 + (i % 7) * 0.002, 500, 1000, CASE WHEN i % 2 = 0 THEN 1000 ELSE 500 END + i % 11, now(), now(), now()
       FROM generate_series(1, 600) AS i, LATERAL (SELECT gen_random_uuid() AS own, 'https://week.example/' || i AS address) made
       RETURNING id, canonical_url, split_part(canonical_url, '/', 4)::int AS i)
     INSERT INTO exposure (experiment_id, item_hash, arm, run_id)
     SELECT $1::uuid, encode(sha256(canonical_url::bytea), 'hex'), CASE WHEN i % 2 = 0 THEN 'careful' ELSE 'bold' END, id FROM made`,
    [id, versions],
  );
  await open(page, `${url}/experiments/${id}`);
  const decision = panel(page, 'Decision');
  await expect(decision).toContainText('the aggressive arm');
  await expect(decision).toContainText('saves at least');
  await expect(panel(page, 'Arms').getByRole('row', { name: /^Items assigned/ })).toContainText('300');
  await expectAccessible(page);
  await decision.getByRole('button', { name: 'Apply the winner' }).click();
  await expect(decision).toContainText('Version 3 was applied');
  expect(await submit(request, 'sample:library-hours')).toMatchObject({ processing_type: 'lightweight', config_version: 3 });
  const report = stack.winnow('ab', 'report');
  expect(report.stdout, report.stderr).toContain('Are quick results enough?');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages can be read by everybody, ${colorScheme}, and on a phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/tuning', '/experiments', '/settings']) {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await open(page, `${url}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
    }
  });
}
