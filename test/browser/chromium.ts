import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Keeps the browser off the network: no updates, no sync, no first-run pages. */
const quiet = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  // Puts shared memory in /tmp, because /dev/shm is small in containers.
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser of CHROME_PATH, or else the one that @sparticuz/chromium unpacks. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await sparticuz.executablePath());
  return chromium.launch({ executablePath, args: quiet });
}
