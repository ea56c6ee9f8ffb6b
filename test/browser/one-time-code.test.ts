import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerResponse } from '../../functions/web/link-pages.ts';
import { codeAsked } from '../web/views.ts';
import { launchBrowser } from './chromium.ts';
import { servePages } from './page-server.ts';

/** R26. A page that asks for a code, as a person uses it who has no scripts. */

let browser: Browser;
let server: Awaited<ReturnType<typeof servePages>>;
let page: Page;

beforeAll(async () => {
  const asking = answerResponse(codeAsked, '/d/x');
  [browser, server] = await Promise.all([launchBrowser(), servePages(new Map([['/asking', asking]]))]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${server.address}/asking`);
});

afterEach(() => page.close());

test('R26 the first key past the header leads from the panel to the field, and Enter there sends it', async () => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('048 213');
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.method() === 'POST'),
    page.keyboard.press('Enter'),
  ]);

  expect(Object.fromEntries(new URLSearchParams(request.postData() ?? ''))).toEqual({
    ...codeAsked.values,
    code: '048 213',
    interest: '',
  });
});

test('R26 the field shows six digits whole, with blanks between them', async () => {
  await page.getByRole('textbox', { name: 'One-time code' }).fill('888 888');
  const cut = await page.evaluate(
    "document.getElementById('code').scrollWidth - document.getElementById('code').clientWidth",
  );

  expect(cut).toBe(0);
});
