import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerResponse } from '../../functions/web/link-pages.ts';
import { codeMail } from '../web/email-views.ts';
import { codeAsked, wrongCode } from '../web/views.ts';
import { launchBrowser } from './chromium.ts';
import { emailResponse } from './every-page.ts';
import { servePages } from './page-server.ts';

/** R26. Pages that ask for a code and the email with the code, used by a person without scripts. */

let browser: Browser;
let server: Awaited<ReturnType<typeof servePages>>;
let page: Page;

beforeAll(async () => {
  const pages = new Map([
    ['/asking', answerResponse(codeAsked, '/d/x')],
    ['/wrong', answerResponse(wrongCode, '/d/x')],
    ['/mail', emailResponse(codeMail)],
  ]);
  [browser, server] = await Promise.all([launchBrowser(), servePages(pages)]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  page = await browser.newPage({ javaScriptEnabled: false });
});

afterEach(() => page.close());

test.each([
  ['/asking', 'the panel'],
  ['/wrong', 'the error summary'],
])(
  'R26 on %s the first Tab past the header leads from %s to the field, and Enter there sends the form',
  async (path) => {
    await page.goto(server.address + path);
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
      rejected: '',
    });
  },
);

test('R26 the field shows six whole digits, with space between them', async () => {
  await page.goto(`${server.address}/asking`);
  await page.getByRole('textbox', { name: 'One-time code' }).fill('888 888');
  const cut = await page.evaluate(
    "document.getElementById('code').scrollWidth - document.getElementById('code').clientWidth",
  );

  expect(cut).toBe(0);
});

test('R26 a double click on the digits in the email selects exactly the six digits', async () => {
  await page.goto(`${server.address}/mail`);
  await page.getByText(codeMail.code, { exact: true }).dblclick({ position: { x: 40, y: 20 } });

  expect(await page.evaluate('getSelection().toString()')).toBe(codeMail.code);
});
