import { HOSTILE_TITLE, siteUrl } from './site';
import { endedRun, expect, expectAccessible, expectNoSidewaysScroll, open, test } from './test';

test('the palette goes to pages and runs, and submits', async ({ page, request }) => {
  await endedRun(request, 'sample:platform-change', 'finished');
  await open(page, '/');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await palette.getByRole('combobox').fill('mem');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/memory$/);
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('platform');
  await palette
    .getByRole('option', { name: /Platform change/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /Platform change/ })).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('sample:platform-change');
  await palette.getByRole('option', { name: /^Submit sample:/ }).click();
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(/\/runs\//);
});

test('the key / goes to the field of the first page', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('button', { name: 'Analyse' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel(/Address of a video/)).toBeFocused();
});

test('the theme is chosen once and kept', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/dark/);
});

test('memory is searched by meaning, and leads to the run and the second', async ({ page, request }) => {
  await endedRun(request, 'sample:evening-news', 'finished', 'full');
  await open(page, '/memory');
  await page.getByRole('searchbox').fill('old water pipes to be replaced');
  await expect(page).toHaveURL(/q=old/);
  const hit = page
    .getByRole('listitem')
    .filter({ hasText: /water mains/ })
    .first();
  await expect(hit).toContainText('similarity');
  await hit.getByRole('link').click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}\?t=\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: /Evening news bulletin/ })).toBeVisible();
});

test('a hostile item is text and nothing more, at any width', async ({ page, request }) => {
  // An address of its own, so that it is among the newest on every list.
  const run = await endedRun(request, siteUrl('/hostile?in=the-lists'), 'finished', 'full');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of [`/runs/${run.id}`, '/runs', '/']) {
      await open(page, address);
      await expect(page.getByText(HOSTILE_TITLE.slice(0, 12)).first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      expect(await page.title()).not.toBe('owned');
    }
  }
  await open(page, `/runs/${run.id}`);
  await expect(page.getByRole('region', { name: 'Text', exact: true })).toContainText('<script>');
  await expect(page.locator('main img, main script, main b')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, expectedStatuses: [404] });

    test('finds nothing on pages without a run', async ({ page }) => {
      for (const address of ['/', '/runs', '/memory', '/no-such-page']) {
        await open(page, address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
    });

    test('finds nothing on runs: a full one, an early exit, a failed one', async ({ page, request }) => {
      const runs = [
        await endedRun(request, 'sample:evening-news', 'finished', 'full'),
        await endedRun(request, 'sample:platform-change', 'finished'),
        await endedRun(request, siteUrl('/gone'), 'failed'),
      ];
      for (const { id } of runs) {
        await open(page, `/runs/${id}`);
        await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
        await page
          .locator('details')
          .evaluateAll((all: HTMLDetailsElement[]) => all.map((details) => Object.assign(details, { open: true })));
        await expectAccessible(page);
      }
    });

    test('finds nothing in the palette and the menus', async ({ page }) => {
      await open(page, '/');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Theme' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      // A menu floats above the page, outside of its landmarks.
      await expectAccessible(page, ['region']);
    });
  });
}

test('pages fit from 360 to 2,000 pixels', async ({ page, request }) => {
  const run = await endedRun(request, 'sample:evening-news', 'finished', 'full');
  for (const width of [360, 768, 1280, 2000]) {
    await page.setViewportSize({ width, height: 900 });
    for (const address of ['/', '/runs', `/runs/${run.id}`, '/memory?q=water']) {
      await open(page, address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  }
});

test('on a phone every page is in a menu under the name of the one that is open', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/runs');
  await page.getByRole('button', { name: 'Runs, other pages' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole('button', { name: 'Settings, other pages' })).toBeVisible();
});
