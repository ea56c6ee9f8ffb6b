import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { SqsMailQueue } from '../../../functions/adapters/sqs/mail-queue.ts';
import type { QueuedEmail } from '../../../functions/application/ports/workflow.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { nowhere, scripted } from '../scripted-client.ts';

const messages = (count: number): readonly QueuedEmail[] =>
  Array.from({ length: count }, (_, position) => ({
    proposal: pid('p1'),
    outbox: 'mail.p1.1',
    position,
    message: { mail: 'submitted', to: who('somebody') },
  }));

interface Batch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

function queue(answer: () => unknown = () => ({})) {
  const client = new SQSClient(nowhere);
  const sent = scripted(client, answer);
  const batches = () => sent.map(({ input }) => (input as unknown as Batch).Entries);
  return { batches, mails: new SqsMailQueue({ client, queueUrl: 'https://queue.example' }) };
}

test('messages are sent ten at a time, each once and in order', async () => {
  const { batches, mails } = queue();
  await mails.send(messages(23));
  expect(batches().map(({ length }) => length)).toEqual([10, 10, 3]);
  const bodies = batches().flatMap((entries) => entries.map(({ MessageBody }): unknown => JSON.parse(MessageBody)));
  expect(bodies).toEqual(messages(23));
});

test('nothing is sent if there are no messages', async () => {
  const { batches, mails } = queue();
  await mails.send([]);
  expect(batches()).toEqual([]);
});

test('a message that the queue did not take makes the whole call fail, so that it is repeated', async () => {
  const { mails } = queue(() => ({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] }));
  await expect(mails.send(messages(2))).rejects.toThrow('did not take 1 of 2 messages: InternalError');
});
