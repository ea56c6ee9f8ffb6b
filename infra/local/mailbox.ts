import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Mail = z.object({
  id: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** With the name, as in the email: `"Approver for Camden" <approver@camden.example>`. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
/** An email as the local AWS received it. */
export type Mail = z.infer<typeof Mail>;

const Messages = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        MessageId: z.string(),
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.nullish(z.string()),
        BodyHtml: z.nullish(z.string()),
        Timestamp: z.union([z.string(), z.number()]),
      }),
    ),
  ),
});

/** Every email that was sent. The local AWS forgets emails when it stops, so they are stored beside its state. */
export class Mailbox {
  private readonly file: string;
  private readonly endpoint: string;

  constructor(folder: string, endpoint: string) {
    this.file = join(folder, 'mails.json');
    this.endpoint = endpoint;
  }

  /** Oldest first. */
  async mails(): Promise<Mail[]> {
    return [...this.kept(), ...(await sentMails(this.endpoint))];
  }

  /** Call this before the local AWS stops. */
  async keep(): Promise<void> {
    const mails = await this.mails();
    writeFileSync(this.file, JSON.stringify(mails), { mode: 0o600 });
  }

  private kept(): Mail[] {
    return existsSync(this.file) ? z.array(Mail).parse(JSON.parse(readFileSync(this.file, 'utf8'))) : [];
  }
}

async function sentMails(endpoint: string): Promise<Mail[]> {
  const response = await fetch(`${endpoint}/_ministack/ses/messages`);
  const { messages } = Messages.parse(await response.json());
  return Object.values(messages)
    .flat()
    .map((message) => ({
      // The original id contains characters that do not suit an address.
      id: createHash('sha256').update(message.MessageId).digest('hex').slice(0, 16),
      at: instant(message.Timestamp),
      to: message.To.join(', '),
      subject: message.Subject,
      text: message.BodyText ?? '',
      html: message.BodyHtml ?? '',
    }));
}

function instant(timestamp: string | number): string {
  return new Date(typeof timestamp === 'number' ? timestamp * 1000 : timestamp).toISOString();
}

/** The list of emails, newest first. */
export function mailboxPage(mails: readonly Mail[]): string {
  const rows = mails
    .toReversed()
    .map(
      ({ id, at, to, subject }) =>
        `<tr><td><a href="/mailbox/${id}">${escapeHtml(subject)}</a></td><td>${escapeHtml(to)}</td><td>${time(at)}</td></tr>`,
    );
  const list =
    rows.length === 0
      ? '<p>No emails yet. Submit a proposal, and its requests arrive here.</p>'
      : `<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return layout(
    'Mailbox',
    `<h1>Mailbox</h1><p>Every email of this local set-up, newest first. <a href="/mailbox">Reload</a> · <a href="/mailbox.json">See the emails as JSON</a></p>${list}`,
  );
}

/** One email: as HTML, in a frame that cannot run anything, and as text. */
export function mailPage(mail: Mail): string {
  // Links open in the whole window. The frame has no other rights.
  const framed = `<base target="_top">${mail.html}`;
  return layout(
    mail.subject,
    `<p><a href="/mailbox">Mailbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
<p>To ${escapeHtml(mail.to)}, ${time(mail.at)}</p>
<iframe title="The email as HTML" sandbox="allow-top-navigation-by-user-activation" srcdoc="${escapeHtml(framed)}"></iframe>
<h2>The email as text</h2><pre>${linked(mail.text)}</pre>`,
  );
}

function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} - local mailbox</title><style>
body{font:16px/1.5 "Helvetica Neue",Helvetica,Arial,sans-serif;color:#0b0c0c;max-width:60em;margin:1em auto;padding:0 1em;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5em .5em .5em 0;border-bottom:1px solid #b1b4b6;vertical-align:top}
@media (max-width:40em){thead{display:none}table,tbody,tr,td{display:block}td{border:0;padding:0}tr{padding:.5em 0;border-bottom:1px solid #b1b4b6}}
a{color:#1d70b8}iframe{width:100%;height:34em;border:1px solid #b1b4b6;background:#fff}pre{white-space:pre-wrap}
</style></head><body>${body}</body></html>`;
}

function time(at: string): string {
  return `<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** Turns addresses in a text into links. */
function linked(text: string): string {
  return escapeHtml(text).replaceAll(/https?:\/\/[^\s<>&]+/g, (address) => `<a href="${address}">${address}</a>`);
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character);
}
