import { randomUUID } from 'node:crypto';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { CreateStateMachineCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { KmsCodeMacs } from '../../../functions/adapters/kms/code-macs.ts';
import { SesMailSender } from '../../../functions/adapters/ses/mail-sender.ts';
import { SqsMailQueue } from '../../../functions/adapters/sqs/mail-queue.ts';
import { StepFunctionsExecutions } from '../../../functions/adapters/step-functions/executions.ts';
import { queuedEmail } from '../../../functions/schemas/items/outbox-entry.ts';
import { Mailbox } from '../../../infra/local/mailbox.ts';
import type { DynamoEndpoint } from '../../support/deployed/dynamo-table.ts';
import type { Services } from '../suites/services.contract.ts';

const sender = 'no-reply@joint-funding.example';

/** The adapters on their own queues, state machine and key. The machine puts its task's token on a queue, and waits. */
export async function openServices({ endpoint, region }: DynamoEndpoint): Promise<Services> {
  const at = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const [sqs, sfn, ses] = [new SQSClient(at), new SFNClient(at), new SESv2Client(at)];
  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: sender }));
  const [queueUrl, tokensUrl] = await Promise.all([newQueue(sqs), newQueue(sqs)]);
  const stateMachineArn = await newMachine(sfn, tokensUrl);
  const kms = new KMSClient(at);
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
  );
  return {
    executions: new StepFunctionsExecutions({ client: sfn, stateMachineArn }),
    mailQueue: new SqsMailQueue({ client: sqs, queueUrl }),
    macs: new KmsCodeMacs({ client: kms, keyId: KeyMetadata?.KeyId ?? '' }),
    sender: new SesMailSender({ client: ses, from: { name: 'Joint funding', email: sender }, replyTo: sender }),
    waitingTask: async () => {
      const [body = ''] = await received(sqs, tokensUrl, 1);
      return z.parse(z.object({ token: z.string() }), JSON.parse(body)).token;
    },
    fail: async (name) => {
      const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
      await sfn.send(new StopExecutionCommand({ executionArn }));
    },
    queued: async (count) => {
      const bodies = await received(sqs, queueUrl, count);
      return bodies.map((body) => z.parse(queuedEmail, JSON.parse(body)));
    },
    sent: async () => {
      // No emails are kept from before, because the folder does not exist.
      const mails = await new Mailbox('none', endpoint).mails();
      return mails.map(({ subject, html, text }) => ({ subject, html, text }));
    },
  };
}

async function newQueue(sqs: SQSClient): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `contract-${randomUUID()}` }));
  return QueueUrl;
}

async function newMachine(sfn: SFNClient, tokensUrl: string): Promise<string> {
  const waiting = {
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    States: {
      Wait: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: tokensUrl, MessageBody: { token: '{% $states.context.Task.Token %}' } },
        End: true,
      },
    },
  };
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({
      name: `contract-${randomUUID()}`,
      definition: JSON.stringify(waiting),
      roleArn: 'arn:aws:iam::000000000000:role/contract',
    }),
  );
  return stateMachineArn;
}

/** Takes this many messages off a queue, waiting for those that are on their way. */
async function received(sqs: SQSClient, QueueUrl: string, count: number): Promise<readonly string[]> {
  const bodies: string[] = [];
  while (bodies.length < count) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
  return bodies;
}
