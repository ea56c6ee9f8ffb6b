import { BadRequestException, MessageRejected, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { EmailSender, RenderedEmail } from '../../application/ports/workflow.ts';
import { mailbox } from './mailbox.ts';

export interface SesMailSettings {
  readonly client: SESv2Client;
  /** The sender of emails, such as `Joint funding <no-reply@joint-funding.example>`. */
  readonly from: { readonly name: string; readonly email: string };
  /** The address of a person who reads replies. */
  readonly replyTo: string;
  /** The set that publishes bounces and complaints; none locally. */
  readonly configurationSet?: string | undefined;
}

/** Sends through SES, which writes the MIME parts and replaces Message-ID, so emails thread by References. */
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
 * Whether SES will never send to this address: the message was rejected, or the address cannot be read and the request
 * was bad. SES reports our own mistakes the same way (an unverified sender, a header that is too long), and only the
 * words differ. Those are thrown, because a mistake in the set-up must not make every approver unreachable.
 */
function isRejection(error: unknown): boolean {
  if (error instanceof MessageRejected) return !/not verified/i.test(error.message);
  return error instanceof BadRequestException && /address|domain name|local part/i.test(error.message);
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}
