import { siteUrl } from './site';
import { ended, endedRun, expect, open, readRun, runIdOf, submit, test } from './test';

test('a run is watched while it is worked on, can be cancelled, and started over', async ({ page, request }) => {
  const id = await submit(request, 'sample:harbour-debate', 'full');
  await open(page, `/runs/${id}`);
  // Without a reload: the page hears of it.
  await expect(page.getByRole('progressbar', { name: 'Progress: Hear' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Cancelled');
  expect((await readRun(request, id)).state).toBe('cancelled');
  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  const next = runIdOf(page);
  expect(await readRun(request, next)).toMatchObject({ kind: 'primary', parent_run_id: id });
  await expect(page.getByRole('link', { name: 'an earlier run' })).toHaveAttribute('href', `/runs/${id}`);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Cancelled');
});

test('a run that stopped early can be taken further, and each names the other', async ({ page, request }) => {
  const early = await endedRun(request, 'sample:platform-change', 'finished');
  expect(early.processing_type).toBe('early_exit');
  await open(page, `/runs/${early.id}`);
  await expect(page.getByRole('region', { name: 'Why' })).toContainText('stopped.');
  await expect(page.getByText('true, stopped here')).toBeVisible();
  await page.getByRole('button', { name: 'Run the full analysis' }).first().click();
  await expect(page).not.toHaveURL(new RegExp(early.id));
  const full = await ended(request, runIdOf(page));
  expect(full).toMatchObject({ state: 'finished', kind: 'upgrade', processing_type: 'full', parent_run_id: early.id });
  await expect(page.getByRole('region', { name: 'Summary' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Claims' })).toBeVisible();
  await page.getByRole('link', { name: 'an earlier run' }).click();
  await expect(page.getByRole('list', { name: 'Related runs' })).toContainText('Upgrade to full');
});

test('an audio file by its address is heard', async ({ page, request }) => {
  const run = await endedRun(request, siteUrl('/announcement.ogg'), 'finished', 'full');
  expect(run.processing_type).toBe('full');
  await open(page, `/runs/${run.id}`);
  await expect(page.getByRole('region', { name: 'Transcript' })).toContainText(/northfield/i);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Heard');
  await expect(page.getByLabel('Player')).toBeVisible();
});

test.describe('a run that fails', () => {
  test('says what happened, what was kept, whether a retry helps and what to do', async ({ page, request }) => {
    const run = await endedRun(request, siteUrl('/gone'), 'failed');
    await open(page, `/runs/${run.id}`);
    const card = page.getByRole('alert').filter({ hasText: 'The run could not finish' });
    for (const part of ['What happened', 'What was kept', 'Does a retry help', 'What to do', 'source_not_found'])
      await expect(card).toContainText(part);
    await expect(page.getByRole('button', { name: 'Retry', exact: true })).toBeVisible();
  });
});

test.describe('the evening news', () => {
  let id = '';
  test.beforeAll(async ({ playwright }, { project }) => {
    const request = await playwright.request.newContext({ baseURL: project.use.baseURL });
    id = (await endedRun(request, 'sample:evening-news', 'finished', 'full')).id;
    await request.dispose();
  });

  test('has a player: a click on a timestamp plays from there and shows the words', async ({ page }) => {
    await open(page, `/runs/${id}`);
    const transcript = page.getByRole('region', { name: 'Transcript' });
    await transcript.getByRole('button', { name: 'Play from 0:28' }).click();
    const player = page.getByLabel('Player');
    await expect.poll(() => player.evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThanOrEqual(28);
    await expect(transcript.locator('li[aria-current=true]')).toBeVisible();
    // An anchor of the result does the same.
    await page
      .getByRole('region', { name: 'Summary' })
      .getByRole('button', { name: /Play from/ })
      .last()
      .click();
    await expect(transcript.locator('li[aria-current=true]')).toBeInViewport();
  });

  test('opens at the second that a link names', async ({ page }) => {
    await open(page, `/runs/${id}?t=100`);
    await expect.poll(() => page.getByLabel('Player').evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThanOrEqual(100);
    await expect(page.getByRole('region', { name: 'Transcript' }).locator('li[aria-current=true]')).toBeInViewport();
  });

  test('can be searched in its words', async ({ page }) => {
    await open(page, `/runs/${id}`);
    const transcript = page.getByRole('region', { name: 'Transcript' });
    await transcript.getByRole('searchbox').fill('the council');
    await transcript.getByRole('searchbox').press('Enter');
    await expect(transcript.getByRole('status')).toHaveText(/^1 of \d+$/);
    await expect(transcript.locator('mark').first()).toHaveText(/the council/i);
    await transcript.getByRole('searchbox').fill('zeppelin');
    await expect(transcript.getByRole('status')).toHaveText('none');
  });

  test('keeps a verdict on its decision', async ({ page }) => {
    await open(page, `/runs/${id}`);
    await page.getByRole('button', { name: 'The decision was wrong' }).click();
    await expect(page.getByRole('button', { name: 'The decision was wrong' })).toHaveAttribute('aria-pressed', 'true');
    await page.reload();
    await expect(page.getByRole('button', { name: 'The decision was wrong' })).toHaveAttribute('aria-pressed', 'true');
  });

  for (const { item, begins } of [
    { item: 'Report (Markdown)', begins: /^# Evening news bulletin/ },
    { item: 'Everything (JSON)', begins: /^\{"id":"/ },
    { item: 'Transcript (text)', begins: /^This is the evening bulletin/ },
    { item: 'Subtitles (WebVTT)', begins: /^WEBVTT\n\n00:00:00\.\d{3} --> / },
    { item: 'Subtitles (SRT)', begins: /^1\n00:00:00,\d{3} --> / },
    { item: 'Transcript (JSON)', begins: /^\{.*"segments": ?\[.*\}\n$/s },
  ]) {
    test(`can be downloaded: ${item}`, async ({ page }) => {
      await open(page, `/runs/${id}`);
      await page.getByRole('button', { name: 'Download' }).click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const download = await downloading;
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).toString('utf8')).toMatch(begins);
      expect(download.suggestedFilename()).toMatch(/^winnow-/);
    });
  }

  test('tells line by line what happened', async ({ page }) => {
    await open(page, `/runs/${id}`);
    await page.getByText('Show what happened, line by line').click();
    await expect(page.getByRole('list', { name: 'Events' }).getByRole('listitem').nth(3)).toBeVisible();
  });
});

test.describe('a run that does not exist', () => {
  test.use({ expectedStatuses: [404] });
  for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000']) {
    test(`${id} is said not to`, async ({ page }) => {
      const response = await page.goto(`/runs/${id}`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
      await page.getByRole('link', { name: 'All runs' }).click();
      await expect(page).toHaveURL(/\/runs$/);
    });
  }
});
