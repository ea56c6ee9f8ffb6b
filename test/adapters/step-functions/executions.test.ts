import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { StepFunctionsExecutions } from '../../../functions/adapters/step-functions/executions.ts';
import { pid } from '../../support/builders/ids.ts';
import { nowhere, scripted } from '../scripted-client.ts';

const stateMachineArn = 'arn:aws:states:eu-west-2:123456789012:stateMachine:joint-funding';
const input = { proposalId: pid('p1'), revision: 1, cycle: 2, schema: 1 } as const;
const modelled = { message: 'refused', $metadata: {} };
const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });

function executions(answer: () => unknown) {
  const client = new SFNClient(nowhere);
  const sent = scripted(client, answer);
  return { sent, on: new StepFunctionsExecutions({ client, stateMachineArn }) };
}
const refusing = (error: Error) =>
  executions(() => {
    throw error;
  });

describe('starting', () => {
  test('an execution is started under its name with only its input', async () => {
    const { sent, on } = executions(() => ({}));
    expect(await on.start('p1-2', input)).toBe('started');
    expect(sent).toEqual([
      { name: 'StartExecution', input: { stateMachineArn, name: 'p1-2', input: JSON.stringify(input) } },
    ]);
  });

  test('a name that was used is reported, and a throttle is thrown', async () => {
    expect(await refusing(new ExecutionAlreadyExists(modelled)).on.start('p1-2', input)).toBe('exists');
    await expect(refusing(throttled).on.start('p1-2', input)).rejects.toThrow('Rate exceeded');
  });
});

describe('resuming', () => {
  test('the outcome is sent in the form that the workflow expects', async () => {
    const { sent, on } = executions(() => ({}));
    expect(await on.resume('token', 'carried')).toBe('sent');
    expect(sent).toEqual([{ name: 'SendTaskSuccess', input: { taskToken: 'token', output: '{"outcome":"carried"}' } }]);
  });

  test.for([new TaskTimedOut(modelled), new TaskDoesNotExist(modelled), new InvalidToken(modelled)])(
    'a token is gone after $name',
    async (error) => {
      expect(await refusing(error).on.resume('token', 'carried')).toBe('gone');
    },
  );

  test('a throttle is thrown', async () => {
    await expect(refusing(throttled).on.resume('token', 'carried')).rejects.toThrow('Rate exceeded');
  });
});

describe('the state of an execution', () => {
  test.for([
    ['RUNNING', 'running'],
    ['PENDING_REDRIVE', 'running'],
    ['SUCCEEDED', 'succeeded'],
    ['FAILED', 'failed'],
    ['TIMED_OUT', 'failed'],
    ['ABORTED', 'failed'],
  ] as const)('%s is %s', async ([status, state]) => {
    const { sent, on } = executions(() => ({ status }));
    expect(await on.state('p1-2')).toBe(state);
    const executionArn = 'arn:aws:states:eu-west-2:123456789012:execution:joint-funding:p1-2';
    expect(sent).toEqual([{ name: 'DescribeExecution', input: { executionArn } }]);
  });

  test('an execution that never existed, or was forgotten, is absent; a throttle is thrown', async () => {
    expect(await refusing(new ExecutionDoesNotExist(modelled)).on.state('p1-2')).toBe('absent');
    await expect(refusing(throttled).on.state('p1-2')).rejects.toThrow('Rate exceeded');
  });
});

test.for(['', 'arn:aws:states:eu-west-2:123456789012:execution:joint-funding:x', `${stateMachineArn}:7`])(
  'the ARN “%s” does not name a state machine',
  (arn) => {
    const client = new SFNClient(nowhere);
    expect(() => new StepFunctionsExecutions({ client, stateMachineArn: arn })).toThrow('not the ARN');
  },
);
