import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test';

interface Guards {
  /** Statuses that a test provokes: the browser reports each in its console. */
  expectedStatuses: number[];
  quietConsole: undefined;
}

/**
 * Every test fails when its pages report an error: an exception, a hydration mismatch, a violation of the content security policy, something that was not
 * found. What a test provokes on purpose it names with `test.use({ expectedStatuses: [422] })`.
 */
export const test = base.extend<Guards>({
  expectedStatuses: [[], { option: true }],
  quietConsole: [
    async ({ context, expectedStatuses }, use) => {
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(error.error().message));
      context.on('console', (message) => {
        const isExpected = expectedStatuses.some((status) => message.text().includes(`status of ${status}`));
        if (message.type() === 'error' && !isExpected) complaints.push(message.text());
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export interface Run {
  id: string;
  state: string;
  processing_type: string | null;
  kind: string;
  title: string | null;
  parent_run_id: string | null;
  children: { id: string; kind: string }[];
}

/** submit starts a new run by the API and gives its id. */
export async function submit(request: APIRequestContext, url: string, depth: 'auto' | 'quick' | 'full' = 'auto'): Promise<string> {
  const response = await request.post('/api/runs', { data: { url, depth, force: true } });
  expect(response.status(), await response.text()).toBe(202);
  return ((await response.json()) as Run).id;
}

export async function readRun(request: APIRequestContext, id: string): Promise<Run> {
  const response = await request.get(`/api/runs/${id}`);
  expect(response.ok()).toBe(true);
  return (await response.json()) as Run;
}

const LONGEST_RUN_MS = 150_000;

/** ended waits until a run has ended and gives it. */
export async function ended(request: APIRequestContext, id: string): Promise<Run> {
  await expect
    .poll(async () => (await readRun(request, id)).state, { timeout: LONGEST_RUN_MS, message: `the end of run ${id}` })
    .toMatch(/^(finished|failed|cancelled)$/);
  return readRun(request, id);
}

/** endedRun gives a run of an address that has ended as expected: one that is there already, or else a new one. */
export async function endedRun(
  request: APIRequestContext,
  url: string,
  state: 'finished' | 'failed',
  depth: 'auto' | 'quick' | 'full' = 'auto',
): Promise<Run> {
  const response = await request.post('/api/runs', { data: { url, depth } });
  const run = await ended(request, ((await response.json()) as Run).id);
  expect(run.state).toBe(state);
  return run;
}

/**
 * open goes to a page and waits until its scripts have taken it over: a key pressed before that is lost, as it is for a person who is quicker than the browser.
 */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll('main a, main button, main input')];
    return parts.length > 0 && parts.every((part) => Object.keys(part).some((key) => key.startsWith('__reactProps')));
  });
}

/** runIdOf reads the run's id out of a page's address. */
export function runIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** expectAccessible holds a page to axe's rules for WCAG 2.2 AA and its best practice, but for the rules that are named. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .disableRules(except)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

/** expectNoSidewaysScroll holds a page to its width, whatever is in it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}
