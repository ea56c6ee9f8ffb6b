import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../../infra/local/front-door.ts';
import type { Mail } from '../../infra/local/mailbox.ts';
import { twoFreePorts } from '../../infra/local/ports.ts';
import { launchBrowser } from './chromium.ts';

let browser: Browser;
let page: Page;
let door: FrontDoor;

beforeAll(async () => {
  const port = await twoFreePorts();
  const link = `http://127.0.0.1:${port}/mailbox?opened-from-a-mail`;
  const mail: Mail = {
    id: 'first',
    at: '2026-11-23T09:00:00.000Z',
    to: '"Approver for Kensington and Chelsea" <approver.of.shared.projects@kensington-and-chelsea.example>',
    subject: 'Decide by 18 Dec: up to £35,750 for shared damp sensors',
    text: `Open it:\n${link}\n${'x'.repeat(200)}`,
    html: `<p><a href="${link}">Decide</a></p><script>document.title = 'run'</script>`,
  };
  door = await openFrontDoor({
    port,
    awsPort: port + 1,
    apiId: () => 'none',
    bucket: () => 'snapshots',
    mails: async () => [mail],
  });
  browser = await launchBrowser();
  page = await browser.newPage();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await door.close();
});

/** Opens the list and then its only email, as a person does. */
async function openMail(): Promise<void> {
  await page.goto(`${door.baseUrl}/mailbox`);
  await page.getByRole('link', { name: 'Decide by 18 Dec' }).click();
  await page.getByRole('heading', { name: 'Decide by 18 Dec' }).waitFor();
}

describe('the mailbox of npm start', () => {
  test.each([320, 1280])('at %i pixels neither the list nor an email is wider than the screen', async (width) => {
    await page.setViewportSize({ width, height: 720 });
    await page.goto(`${door.baseUrl}/mailbox`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await openMail();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test('a link in the HTML of an email opens in the whole window, and no script in the email runs', async () => {
    await openMail();
    await page.frameLocator('iframe').getByRole('link', { name: 'Decide' }).click();
    await page.waitForURL(/opened-from-a-mail$/);
    expect(await page.title()).toBe('Mailbox - local mailbox');
  });

  test('the address in the text of an email opens in the whole window', async () => {
    await openMail();
    await page.locator('pre a').click();
    await page.waitForURL(/opened-from-a-mail$/);
    expect(await page.getByRole('row').count()).toBe(2);
  });
});
