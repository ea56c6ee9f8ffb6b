import type { Mail } from '../../../infra/local/mailbox.ts';
import { eventually, type Look } from '../eventually.ts';

/** Reading every email is costly, so readers at the same time share one snapshot. */
const freshFor = 150;

/** The mailbox of the local set-up, with every email that was sent. */
export class MailReader {
  private readonly address: string;
  private snapshot: { readonly at: number; readonly mails: Promise<readonly Mail[]> } | undefined;

  constructor(mailboxUrl: string) {
    this.address = `${mailboxUrl}.json`;
  }

  /** Every email about a proposal, by its reference in the subject, oldest first. `to` keeps those to these people. */
  async about(reference: string, to?: readonly string[]): Promise<readonly Mail[]> {
    const mails = await this.all();
    const isTo = (mail: Mail): boolean => to === undefined || to.some((address) => mail.to.includes(`<${address}>`));
    return mails.filter((mail) => mail.subject.includes(reference) && isTo(mail));
  }

  /** Waits for an email of this kind. */
  mail(reference: string, to: string, kind: RegExp): Promise<Mail> {
    return eventually(`A mail to ${to} about ${reference} that matches ${kind}`, async () => {
      const mails = await this.about(reference, [to]);
      const found = mails.find(({ subject, text }) => kind.test(`${subject}\n${text}`));
      return found === undefined ? { seen: mails.map(({ subject }) => subject) } : { found };
    });
  }

  /** Waits for an email to one of these people with a new answer link. */
  link(reference: string, to: readonly string[], known: ReadonlySet<string>): Promise<string> {
    return eventually(`A link for ${to.join(' or ')} about ${reference}`, async (): Promise<Look<string>> => {
      const mails = await this.about(reference, to);
      const found = mails.flatMap((mail) => linksIn(mail, 'd')).find((link) => !known.has(link));
      return found === undefined ? { seen: mails.map(({ subject }) => subject) } : { found };
    });
  }

  /** Every email that was sent, oldest first. */
  all(): Promise<readonly Mail[]> {
    const now = Date.now();
    if (this.snapshot === undefined || now - this.snapshot.at > freshFor) {
      this.snapshot = { at: now, mails: this.read() };
    }
    return this.snapshot.mails;
  }

  private async read(): Promise<readonly Mail[]> {
    const response = await fetch(this.address);
    if (!response.ok) throw new Error(`The mailbox answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Mail[];
  }
}

/** Links of one kind in an email: `d` to answer, `t` to follow. Text and HTML contain the same links. */
export function linksIn({ text, html }: Pick<Mail, 'text' | 'html'>, kind: 'd' | 't'): readonly string[] {
  const pattern = new RegExp(`http://[^\\s"<>]+/${kind}/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`, 'g');
  return [...new Set([...text.matchAll(pattern), ...html.matchAll(pattern)].map(([link]) => link))];
}
