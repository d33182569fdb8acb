import { siteUrl } from './site';
import { ended, expect, open, runIdOf, test } from './test';

test('a sample is one click away and ends with a verdict, its reasons and a result', async ({ page, request }) => {
  await open(page, '/');
  await page.getByRole('button', { name: /Evening news bulletin/ }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
  const { state } = await ended(request, runIdOf(page));
  expect(state).toBe('finished');

  await expect(page.getByRole('heading', { level: 1, name: /Evening news bulletin/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(/Full analysis|Quick result|Early exit/);
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Time spent');
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('After acquiring:');
  await why
    .getByText(/conditions? with the values/)
    .first()
    .click();
  await expect(why.getByText(/confidence 0\.\d\d/).first()).toBeVisible();
  await expect(why).toContainText(/ saw [a-z_]+ = /);
  await why.getByText('All signals that were measured').click();
  await expect(why.getByRole('row', { name: /duration_seconds/ }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Transcript' })).toContainText('This is the evening bulletin from Radio Westport.');
});

test('the address of an article is read', async ({ page, request }) => {
  await open(page, '/');
  await page.getByLabel(/Address of a video/).fill(siteUrl('/ferry'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\//);
  const { state } = await ended(request, runIdOf(page));
  expect(state).toBe('finished');
  await expect(page.getByRole('heading', { level: 1, name: 'The last ferry to Saint Orla' })).toBeVisible();
  const text = page.getByRole('region', { name: 'Text', exact: true });
  await expect(text).toContainText('made its last evening crossing on the third of March');
  await expect(page.getByRole('list', { name: /Stages|/ }).first()).toBeVisible();
});

test('the same address again is the same run, and can be started anew', async ({ page, request }) => {
  await open(page, '/');
  const sample = page.getByRole('button', { name: /Platform change/ });
  await sample.click();
  await expect(page).toHaveURL(/\/runs\//);
  const first = runIdOf(page);
  await ended(request, first);
  await open(page, '/');
  await sample.click();
  await expect(page).toHaveURL(new RegExp(first));
  await expect(page.getByText('This was analysed already')).toBeVisible();
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(page).not.toHaveURL(new RegExp(first));
  await expect(page).toHaveURL(/\/runs\//);
  await ended(request, runIdOf(page));
});

test.describe('what cannot be submitted', () => {
  test.use({ expectedStatuses: [422] });

  for (const { url, title } of [
    { url: 'ftp://example.org/file', title: 'Unsupported address' },
    { url: 'http://10.0.0.1/', title: 'Forbidden address' },
    { url: 'http://169.254.169.254/latest/meta-data/', title: 'Forbidden address' },
    { url: 'https://', title: 'Not a URL' },
  ]) {
    test(`${url} is refused where it was typed, with the reason and what to do`, async ({ page }) => {
      await open(page, '/');
      const field = page.getByLabel(/Address of a video/);
      await field.fill(url);
      await page.getByRole('button', { name: 'Analyse' }).click();
      await expect(page.getByText(`${title}.`)).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toBeFocused();
      await expect(page).toHaveURL(/\/$/);
      await field.fill('https://example.org/');
      await expect(page.getByText(`${title}.`)).toBeHidden();
    });
  }

  test('a forgotten https:// is offered while typing', async ({ page }) => {
    await open(page, '/');
    const field = page.getByLabel(/Address of a video/);
    await field.fill('example.org/talk');
    await page.getByRole('button', { name: 'Use https://example.org/talk' }).click();
    await expect(field).toHaveValue('https://example.org/talk');
  });
});

test('each depth says what it does', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByText('Spends effort only where the content deserves it.')).toBeVisible();
  await page.getByRole('radio', { name: 'Full' }).check();
  await expect(page.getByText('Hears and analyses everything, whatever it is.')).toBeVisible();
});
