/** From two articles to what is known: found, asked, connected. On a stack of its own, which keeps a graph of what it reads. */
import type { APIRequestContext } from '@playwright/test';
import { type OwnStack, startOwnStack } from './own-stack';
import { siteUrl } from './site';
import { expect, expectAccessible, expectNoSidewaysScroll, open, test } from './test';

let stack: OwnStack;
let url: string;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

async function remember(request: APIRequestContext, address: string): Promise<void> {
  const response = await request.post(`${url}/api/runs`, { data: { url: address, depth: 'full' } });
  const { id } = (await response.json()) as { id: string };
  const state = async () => ((await (await request.get(`${url}/api/runs/${id}`)).json()) as { state: string }).state;
  await expect.poll(state, { timeout: 120_000 }).toBe('finished');
}

test.beforeAll(async ({ request }) => {
  stack = await startOwnStack({ ENABLE_GRAPH_MEMORY: '1', ENABLE_HIPPORAG_MEMORY: '1' });
  url = stack.url;
  await remember(request, siteUrl('/ferry'));
  await remember(request, siteUrl('/harbour'));
});
test.afterAll(() => stack.stop());

test('search finds as you type, marks the words, and leads to the run', async ({ page }) => {
  await open(page, `${url}/memory`);
  await page.keyboard.press('/');
  await page.keyboard.type('smaller boat on request');
  await expect(page).toHaveURL(/q=smaller/);
  const [first] = [
    page
      .getByRole('listitem')
      .filter({ has: page.locator('mark') })
      .first(),
  ];
  await expect(first).toContainText('boat on request');
  await expect(first.locator('mark').first()).toBeVisible();
  await expectAccessible(page);

  for (const mode of ['Meaning', 'Words', 'Entities', 'Connections']) {
    const choice = page.getByRole('radio', { name: mode, exact: true });
    await page.locator('label').filter({ has: choice }).click();
    await expect(choice).toBeChecked();
    await expect(page.getByText(/passages?, best first/)).toBeVisible();
  }
  await page.reload();
  await expect(page.getByLabel('What to look for')).toHaveValue('smaller boat on request');
  await page.getByRole('listitem').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
});

test('what matches nothing says so', async ({ page }) => {
  await open(page, `${url}/memory?mode=lexical&q=zzyzx`);
  await expect(page.getByText('Nothing that was remembered matches.', { exact: false })).toBeVisible();
});

test('an entity shows where it was spoken of, in which items, and with what claims', async ({ page }) => {
  await open(page, `${url}/memory/entities`);
  await page.getByLabel('Part of a name').fill('reid');
  await page.getByRole('link', { name: 'Thomas Reid' }).click();
  await expect(page.getByRole('heading', { name: /Thomas Reid/ })).toBeVisible();
  await expect(page.getByText(/mentions in 2 items/)).toBeVisible();
  for (const title of ['A boat on request', 'The last ferry to Saint Orla'])
    await expect(page.getByRole('link', { name: title }).first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
});

test('the graph is drawn, and the same is a list beside it', async ({ page }) => {
  await open(page, `${url}/memory/graph`);
  const drawn = page.getByRole('img', { name: /^Graph of \d+ entities/ }).or(page.getByText('This browser cannot draw the graph'));
  await expect(drawn).toBeVisible();
  await expect(page.getByText(/the most mentioned; \d+ connections?/)).toBeVisible();
  await page.getByLabel('Show').selectOption('100');
  await page.getByRole('region', { name: 'As a list' }).getByRole('link', { name: 'Margaret Doyle' }).click();
  await expect(page.getByRole('heading', { name: /Margaret Doyle/ })).toBeVisible();
});

test('a question is answered in the words that were said, with its sources, or memory says that it does not know', async ({ page }) => {
  await open(page, `${url}/memory/ask`);
  await page.getByLabel('Question').fill('Who argues that a smaller boat on request would serve the island better?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('smaller boat on request');
  const sources = page.getByRole('region', { name: 'Sources' });
  await expect(sources.getByRole('listitem').first()).toContainText('[1]');
  await expectAccessible(page);
  await sources.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);

  await open(page, `${url}/memory/ask`);
  await page.getByLabel('Question').fill('Which telescope discovered the moons of Neptune?');
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('Nothing that was remembered answers this.')).toBeVisible();
});
