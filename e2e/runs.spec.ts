import { ended, endedRun, expect, open, submit, test } from './test';

const PAGE = 25;

test('filters live in the address: they survive a reload and can be shared', async ({ page, request }) => {
  await endedRun(request, 'sample:platform-change', 'finished');
  await endedRun(request, 'sample:library-hours', 'finished', 'quick');
  await open(page, '/runs');
  const list = page.getByRole('list', { name: 'Runs' });
  await page.getByLabel('Result').selectOption('early_exit');
  await expect(page).toHaveURL(/processing_type=early_exit/);
  await expect(list.getByText('Quick result')).toHaveCount(0);
  await expect(list.getByText('Early exit').first()).toBeVisible();
  await page.getByLabel('Words in title or address').fill('platform');
  await expect(page).toHaveURL(/q=platform/);
  await page.reload();
  await expect(page.getByLabel('Result')).toHaveValue('early_exit');
  await expect(page.getByLabel('Words in title or address')).toHaveValue('platform');
  await expect(list.getByRole('link', { name: /Platform change/ }).first()).toBeVisible();

  await page.getByLabel('Words in title or address').fill('no run is called this');
  await expect(page.getByText('No run fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(list.getByRole('listitem').first()).toBeVisible();
});

test('a page holds 25 runs, and the next ones are one click away', async ({ page, request }) => {
  const ids = await Promise.all(Array.from({ length: PAGE + 1 }, () => submit(request, 'sample:platform-change')));
  for (const id of ids) await ended(request, id);
  await open(page, '/runs');
  const rows = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(rows).toHaveCount(PAGE);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(PAGE);
});

test('two tabs see the same run come and end, without a reload', async ({ context, page, request }) => {
  const other = await context.newPage();
  await open(page, '/runs');
  await open(other, '/');
  const id = await submit(request, 'sample:library-hours', 'full');
  for (const tab of [page, other]) {
    const row = tab.getByRole('listitem').filter({ has: tab.locator(`a[href="/runs/${id}"]`) });
    await expect(row).toBeVisible();
    await expect(row).toContainText('Full analysis', { timeout: 120_000 });
  }
});

test('the list is driven by keys: j and k move, Enter opens, / goes to the words', async ({ page, request }) => {
  await endedRun(request, 'sample:platform-change', 'finished');
  await endedRun(request, 'sample:library-hours', 'finished', 'quick');
  await open(page, '/runs');
  const links = page.getByRole('list', { name: 'Runs' }).getByRole('link');
  await page.keyboard.press('j');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Words in title or address')).toBeFocused();
  // Letters typed into a field are not commands.
  await page.keyboard.type('jk');
  await expect(page.getByLabel('Words in title or address')).toHaveValue('jk');
  await page.getByLabel('Words in title or address').fill('');
  await expect(links.nth(0)).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
});
