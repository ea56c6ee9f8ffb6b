import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gss } from '../support/builders/ids.ts';
import { ApiClient, jsonOf } from '../support/deployed/api-client.ts';
import { answerByLink } from '../support/deployed/link-client.ts';
import { MailReader } from '../support/deployed/mail-reader.ts';
import { launchBrowser } from './chromium.ts';

/** `npm run pictures`: takes the README's pictures from the set-up of `npm start`, along the life of one sample. */
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'functions', 'web', 'pictures');
const width = 1000;

interface Endpoints {
  readonly baseUrl: string;
  readonly mailboxUrl: string;
  readonly keys: { readonly proposer: string; readonly finance: string };
}

const { baseUrl, mailboxUrl, keys } = JSON.parse(
  readFileSync(join(root, '.local', 'endpoints.json'), 'utf8'),
) as Endpoints;
const api = new ApiClient(baseUrl, keys.proposer);
const mailbox = new MailReader(mailboxUrl);
const none = new Set<string>();
const to = (post: string, borough: string) => [`${post}@${borough}.example`];

const sample = readFileSync(join(root, 'infra', 'local', 'demo', 'digital-apprenticeships.json'), 'utf8');
const submitted = await api.must('/v1/proposals', { method: 'POST', bytes: sample });
const { reference } = jsonOf<{ reference: string }>(submitted);

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false });

/** The whole page, or as much of it as a screen shows. */
async function picture(name: string, address: string, { from = context, fullPage = true } = {}): Promise<void> {
  const page = await from.newPage();
  await page.goto(address);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  await page.close();
  console.info(`functions/web/pictures/${name}.png`);
}

const camden = await mailbox.link(reference, to('approver', gss('camden')), none);
await picture('sign-off', camden);
for (const borough of ['hackney', 'camden', 'islington', 'tower-hamlets', 'westminster']) {
  const link = await mailbox.link(reference, to('approver', borough), none);
  await answerByLink(link, { answer: 'approve', upTo: '60,000', declaration: 'yes' });
}
const newham = await mailbox.link(reference, to('approver', gss('newham')), none);
await answerByLink(newham, { answer: 'decline', comment: 'This year’s budget is spoken for.', declaration: 'yes' });
await picture('confirmation', camden);
await picture('review', await mailbox.link(reference, to('reviewer', gss('camden')), none));
await picture('mailbox', mailboxUrl, { fullPage: false });
// As when a person opens a report: the browser asks for a name and a key.
const httpCredentials = { username: 'finance', password: keys.finance };
const finance = await browser.newContext({
  viewport: { width, height: 900 },
  javaScriptEnabled: false,
  httpCredentials,
});
await picture('report', `${baseUrl}/v1/reports/roi`, { from: finance });
await browser.close();
