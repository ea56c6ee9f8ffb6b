import {
  BadRequestException,
  LimitExceededException,
  MessageRejected,
  SESv2Client,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { mailClient } from '../../../functions/adapters/ses/client.ts';
import { SesMailSender } from '../../../functions/adapters/ses/mail-sender.ts';
import { nowhere, scripted } from '../scripted-client.ts';

const mail = {
  to: { name: 'Ada Lovelace', email: 'ada@hackney.example' },
  subject: 'Decide by 18 December: shared damp sensors, up to £35,750 (JF-7K3M2Q)',
  html: '<p>Decide</p>',
  text: 'Decide',
  thread: 'p1.1.E09000012',
};
const settings = {
  from: { name: 'Joint funding', email: 'no-reply@joint-funding.example' },
  replyTo: 'secretariat@joint-funding.example',
};
const modelled = (message: string) => ({ message, $metadata: {} });

function sender(answer: () => unknown, more: { readonly configurationSet?: string } = {}) {
  const client = new SESv2Client(nowhere);
  const sent = scripted(client, answer);
  return { sent, sending: () => new SesMailSender({ client, ...settings, ...more }).send(mail) };
}

describe('a mail', () => {
  test('goes to one recipient as HTML and text, has a person as reply address, is marked as automatic, and threads', async () => {
    const { sent, sending } = sender(() => ({ MessageId: '1' }), { configurationSet: 'joint-funding' });
    expect(await sending()).toBe('sent');
    const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
    expect(sent).toEqual([
      {
        name: 'SendEmail',
        input: {
          FromEmailAddress: '"Joint funding" <no-reply@joint-funding.example>',
          Destination: { ToAddresses: ['"Ada Lovelace" <ada@hackney.example>'] },
          ReplyToAddresses: ['secretariat@joint-funding.example'],
          ConfigurationSetName: 'joint-funding',
          Content: {
            Simple: {
              Subject: text(mail.subject),
              Body: { Html: text(mail.html), Text: text(mail.text) },
              Headers: [
                { Name: 'Auto-Submitted', Value: 'auto-generated' },
                { Name: 'References', Value: '<p1.1.E09000012@joint-funding.example>' },
              ],
            },
          },
        },
      },
    ]);
  });

  test.for([
    ['MessageRejected', new MessageRejected(modelled('Address blacklisted'))],
    [
      'an address that cannot be read',
      new BadRequestException(modelled('Local address contains control or whitespace')),
    ],
    ['a domain that cannot be read', new BadRequestException(modelled('Domain name contains illegal character'))],
  ] as const)('is rejected for good by %s', async ([, error]) => {
    const { sending } = sender(() => {
      throw error;
    });
    expect(await sending()).toBe('rejected');
  });

  test.for([
    ['a throttle', new TooManyRequestsException(modelled('Maximum sending rate exceeded'))],
    ['an exhausted quota', new LimitExceededException(modelled('Daily message quota exceeded'))],
    ['an unverified sender', new MessageRejected(modelled('Email address is not verified'))],
    ['our own mistake', new BadRequestException(modelled('Header value is too long'))],
    ['a lost reply', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ] as const)('is tried again later after %s', async ([, error]) => {
    const { sending } = sender(() => {
      throw error;
    });
    await expect(sending()).rejects.toThrow(error.message);
  });
});

test('an email is sent once: the client makes one attempt', async () => {
  expect(await mailClient({ endpoint: 'http://127.0.0.1:1' }).config.maxAttempts()).toBe(1);
});
