import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyEmail } from '../web/email-views.ts';
import { launchBrowser } from './chromium.ts';
import { emailResponse, everyPage } from './every-page.ts';
import { servePages } from './page-server.ts';

const axe = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
/** Ignored by git, for people to look at. */
const pictures = join(import.meta.dirname, '../../.local/screenshots');
const widths = [320, 1280] as const;
const pages = await everyPage();
const mails = everyEmail.map(([name, view], index) => [`/mail-${index}-${name}`, emailResponse(view)] as const);

let browser: Browser;
let server: Awaited<ReturnType<typeof servePages>>;
let withoutScripts: BrowserContext;
let withScripts: BrowserContext;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), servePages(new Map([...pages, ...mails]))]);
  withoutScripts = await browser.newContext({ javaScriptEnabled: false });
  withScripts = await browser.newContext();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function opened(context: BrowserContext, path: string, width: number): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(server.address + path);
  return page;
}

const maxTries = 10;

/**
 * For people to look at. On a busy machine the browser sometimes cannot capture because it has not drawn a frame. A new
 * window height in the foreground makes it draw one.
 */
async function pictured(page: Page, name: string): Promise<void> {
  const path = join(pictures, `${name}.png`);
  for (let tries = 1; tries < maxTries; tries += 1) {
    const captured = await page.screenshot({ path, fullPage: true }).then(
      () => true,
      () => false,
    );
    if (captured) return;
    const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 };
    await page.setViewportSize({ width, height: height + 1 });
    await page.bringToFront();
  }
  await page.screenshot({ path, fullPage: true });
}

/** By how many pixels the page is wider than its window. */
async function overflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Opens every `details`, as a person can. */
async function openDetails(page: Page): Promise<void> {
  for (const summary of await page.locator('summary').all()) await summary.click();
}

describe.each([...pages.keys()])('the page %s', (path) => {
  test.each(widths)('without scripts fits a window of %i px, and loads nothing from other sites', async (width) => {
    const page = await withoutScripts.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setViewportSize({ width, height: 900 });
    await page.goto(server.address + path);
    await pictured(page, `${path.slice(1)}-${width}`);
    const closed = await overflow(page);
    await openDetails(page);
    const shut = await page.locator('.govuk-details__text:not(:visible)').count();
    const opened = await overflow(page);
    await page.close();

    expect([closed, opened, shut]).toEqual([0, 0, 0]);
    expect(asked.filter((url) => !url.startsWith(`${server.address}/`))).toEqual([]);
  });

  // axe needs timers, which do not run on a page without scripts. The page's own policy still blocks its scripts.
  test.each(widths)('has no fault that axe finds at %i px', async (width) => {
    const page = await opened(withScripts, path, width);
    await openDetails(page);
    const found = await page.evaluate(`${axe}; axe.run().then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
    await page.close();

    expect(found).toEqual([]);
  });

  test('shows every label of a chart whole at 320 px', async () => {
    const page = await opened(withScripts, path, 320);
    const cut = await page.evaluate(`[...document.querySelectorAll('svg.jf-chart text')].filter((text) =>
      text.getBBox().x + text.getBBox().width > text.ownerSVGElement.clientWidth).map(({ textContent }) => textContent)`);
    await page.close();

    expect(cut).toEqual([]);
  });

  test('prints within the paper, with its details open and without buttons', async () => {
    const page = await opened(withoutScripts, path, 720);
    await page.emulateMedia({ media: 'print' });
    await pictured(page, `${path.slice(1)}-print`);
    const wider = await overflow(page);
    const closed = await page.locator('.govuk-details__text:not(:visible)').count();
    const buttons = await page.locator('button:visible').count();
    await page.close();

    expect(wider).toBe(0);
    expect(closed).toBe(0);
    expect(buttons).toBe(0);
  });
});

describe.each(mails.map(([path]) => path))('the email %s', (path) => {
  test.each(widths)('fits a window of %i px and paper, and has no fault against WCAG that axe finds', async (width) => {
    const page = await opened(withScripts, path, width);
    await pictured(page, `${path.slice(1)}-${width}`);
    const wider = await overflow(page);
    const found = await page.evaluate(`${axe}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(
      ({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
    await page.emulateMedia({ media: 'print' });
    const widerOnPaper = await overflow(page);
    await page.close();

    expect([wider, widerOnPaper]).toEqual([0, 0]);
    expect(found).toEqual([]);
  });
});
