import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveAnswering } from './answer-server.ts';
import { launchBrowser } from './chromium.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveAnswering>>;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);

afterAll(() => browser.close());

beforeEach(async () => {
  served = await serveAnswering();
  page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(served.link);
});

afterEach(async () => {
  await page.close();
  await served.close();
});

test('R1 a person without scripts confirms an unusual amount, and reloading the confirmation sends nothing again', async () => {
  await page.getByLabel('Approve, up to an amount').check();
  await page.getByLabel('The most that Hackney will pay').fill('£60,000');
  await page.getByLabel('How many apprenticeships').fill('12');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Record Hackney’s decision' }).click();
  await page.getByRole('heading', { name: 'Check the amount' }).waitFor();

  expect(await page.title()).toMatch(/^Check the amount: /);
  expect(await page.locator('main').textContent()).toContain('With a limit of £60,000 Hackney takes part');
  expect(await served.recorded()).toBeNull();

  await page.getByRole('button', { name: 'Record Hackney’s decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'Answer recorded' }).waitFor();
  await page.reload();

  expect(page.url()).toBe(served.link);
  expect(await page.locator('main').textContent()).toContain('Hackney approved up to £60,000');
  expect(await served.recorded()).toMatchObject({ kind: 'approve', upTo: 6_000_000, pledged: [12] });
  expect(await page.context().cookies()).toEqual([]);
});

test('R1 a person without scripts changes a decision on the confirmation page, and a second tab cannot overwrite it', async () => {
  await page.getByLabel('Approve, up to an amount').check();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Record Hackney’s decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'Answer recorded' }).waitFor();
  const tab = await browser.newPage({ javaScriptEnabled: false });
  await tab.goto(served.link);

  for (const each of [page, tab]) {
    expect(await each.getByLabel('Approve, up to an amount').isVisible()).toBe(false);
    await each.getByText('Change this decision').click();
    await each.getByLabel('Approve, up to an amount').check();
    await each.getByLabel('The most that Hackney will pay').fill(each === page ? '£45,000' : '£50,000');
    await each.getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Replace Hackney’s decision' }).click();
  await page.getByText('Hackney approved up to £45,000').first().waitFor();

  expect(await served.recorded()).toMatchObject({ kind: 'approve', upTo: 4_500_000 });
  await tab.getByRole('button', { name: 'Replace Hackney’s decision' }).click();
  await tab.getByRole('heading', { level: 1, name: 'Another answer is already recorded' }).waitFor();
  expect(await tab.locator('main').textContent()).toContain('Hackney approved up to £45,000');
  expect(await served.recorded()).toMatchObject({ kind: 'approve', upTo: 4_500_000 });
  await tab.close();
});

test('the error summary links to the field that it names, and what was typed is still there', async () => {
  await page.getByLabel('Approve, up to an amount').check();
  await page.getByLabel('The most that Hackney will pay').fill('35.750');
  await page.getByRole('button', { name: 'Record Hackney’s decision' }).click();
  await page.getByRole('link', { name: 'Three digits after a point' }).click();

  expect(await page.title()).toMatch(/^Error: /);
  expect(new URL(page.url()).hash).toBe('#upTo');
  expect(await page.getByLabel('The most that Hackney will pay').inputValue()).toBe('35.750');
  expect(await page.getByLabel('Approve, up to an amount').isChecked()).toBe(true);
  expect(await served.recorded()).toBeNull();
});

test('a form on another site cannot answer in somebody’s name', async () => {
  const other = createServer((_, reply) => {
    reply
      .writeHead(200, { 'content-type': 'text/html' })
      .end(
        `<form method="post" action="${served.link}"><input name="answer" value="decline"><button>Win</button></form>`,
      );
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://localhost:${(other.address() as AddressInfo).port}/`);
  const [response] = await Promise.all([
    page.waitForResponse((answered) => answered.url() === served.link),
    page.getByRole('button').click(),
  ]);
  await new Promise((resolve) => other.close(resolve));

  expect(response.status()).toBe(403);
  expect(await served.recorded()).toBeNull();
});

test('WCAG 2.4.1 the first Tab skips the header, and the form can be filled in with keys alone', async () => {
  await page.keyboard.press('Tab');
  const first = await page.locator(':focus').textContent();
  await page.getByLabel('Decline').focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Your reasons, or the changes you ask for').focus();
  await page.keyboard.type('No room in the budget.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Answer recorded' }).waitFor();

  expect(first).toBe('Skip to main content');
  expect(await served.recorded()).toMatchObject({ kind: 'decline', comment: 'No room in the budget.' });
});
