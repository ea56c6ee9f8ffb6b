import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoCodes } from '../../adapters/dynamodb/registers/codes.ts';
import { DynamoLinks } from '../../adapters/dynamodb/registers/links.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { keyClient } from '../../adapters/kms/client.ts';
import { KmsCodeMacs } from '../../adapters/kms/code-macs.ts';
import { mailClient } from '../../adapters/ses/client.ts';
import { SesMailSender } from '../../adapters/ses/mail-sender.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, MailerEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import type { SendEmailDependencies } from '../../application/emails/send-email.ts';
import { renderEmail } from '../../web/emails/render-email.ts';

/** The ports of the mailer. Only it sends emails, creates links, and knows a code before somebody types it. */
export function mailerDependencies(): SendEmailDependencies & { readonly log: Log } {
  const { TABLE_NAME, CODE_KEY_ID, BASE_URL, MAIL_FROM, MAIL_REPLY_TO } = environment(MailerEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  const from = { name: 'Joint Funding', email: MAIL_FROM };
  return {
    proposals: new DynamoProposals(table),
    boroughs: new DynamoBoroughs(table),
    people: new DynamoPeople(table),
    links: new DynamoLinks(table),
    codes: new DynamoCodes(table),
    macs: new KmsCodeMacs({ client: keyClient(), keyId: CODE_KEY_ID }),
    sender: new SesMailSender({ client: mailClient(), from, replyTo: MAIL_REPLY_TO }),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    render: renderEmail,
    baseUrl: BASE_URL,
    replyTo: MAIL_REPLY_TO,
    locked: (proposal) => log('request-locked', { proposal }),
    log,
  };
}
