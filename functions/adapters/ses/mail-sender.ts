import { BadRequestException, MessageRejected, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { EmailSender, RenderedEmail } from '../../application/ports/workflow.ts';
import { mailbox } from './mailbox.ts';

export interface SesMailSettings {
  readonly client: SESv2Client;
  /** Whom mails are from, such as `Joint funding <no-reply@joint-funding.example>`. */
  readonly from: { readonly name: string; readonly email: string };
  /** A person who reads what is answered. */
  readonly replyTo: string;
  /** Of which bounces and complaints are published; none locally. */
  readonly configurationSet?: string | undefined;
}

/** Sends by SES, in its simple form: it writes the MIME parts itself, and replaces Message-ID, so mails thread by References. */
export class SesMailSender implements EmailSender {
  readonly #settings: SesMailSettings;

  constructor(settings: SesMailSettings) {
    this.#settings = settings;
  }

  async send(mail: RenderedEmail): Promise<'sent' | 'rejected'> {
    const { client, from, replyTo, configurationSet } = this.#settings;
    const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
    const command = new SendEmailCommand({
      FromEmailAddress: mailbox(from),
      Destination: { ToAddresses: [mailbox(mail.to)] },
      ReplyToAddresses: [replyTo],
      ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
      Content: {
        Simple: {
          Subject: text(mail.subject),
          Body: { Html: text(mail.html), Text: text(mail.text) },
          Headers: [
            { Name: 'Auto-Submitted', Value: 'auto-generated' },
            { Name: 'References', Value: `<${mail.thread}@${domainOf(from.email)}>` },
          ],
        },
      },
    });
    try {
      await client.send(command);
      return 'sent';
    } catch (error) {
      if (isRejection(error)) return 'rejected';
      throw error;
    }
  }
}

/**
 * Whether SES will never send to this address. It says so in two ways: the message is rejected, or, where the address cannot even
 * be read, the request is bad. Both also tell of faults of ours (a sender that is not verified, a header that is too long), and
 * only the words tell them apart: those are thrown, because a mistake in the set-up must not make every approver unreachable.
 */
function isRejection(error: unknown): boolean {
  if (error instanceof MessageRejected) return !/not verified/i.test(error.message);
  return error instanceof BadRequestException && /address|domain name|local part/i.test(error.message);
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}
