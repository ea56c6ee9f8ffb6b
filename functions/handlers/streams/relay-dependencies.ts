import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoOutbox } from '../../adapters/dynamodb/proposals/outbox.ts';
import { DynamoTaskTokens } from '../../adapters/dynamodb/proposals/task-tokens.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { SqsMailQueue } from '../../adapters/sqs/mail-queue.ts';
import { StepFunctionsExecutions } from '../../adapters/step-functions/executions.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { environment, RelayEnvironment } from '../../adapters/system/environment.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import type { RelayDependencies } from '../../application/workflow/relay-outbox.ts';

/** The ports of the relay. Only this function starts and resumes executions and queues emails. */
export function relayDependencies(): RelayDependencies & { readonly log: Log } {
  const { TABLE_NAME, STATE_MACHINE_ARN, MAIL_QUEUE_URL } = environment(RelayEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    outbox: new DynamoOutbox(table),
    tokens: new DynamoTaskTokens(table),
    executions: new StepFunctionsExecutions({ client: new SFNClient({}), stateMachineArn: STATE_MACHINE_ARN }),
    mailQueue: new SqsMailQueue({ client: new SQSClient({}), queueUrl: MAIL_QUEUE_URL }),
    clock: systemClock,
    log,
  };
}
