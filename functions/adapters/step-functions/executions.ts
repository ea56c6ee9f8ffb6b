import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Executions } from '../../application/ports/workflow.ts';

type Input = Parameters<Executions['start']>[1];

/** Executions of one state machine (docs/architecture.md, The workflow). A reply proves nothing; the table does. */
export class StepFunctionsExecutions implements Executions {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  /** `stateMachineArn` has no version or alias, because an execution's ARN is derived from it. */
  constructor({ client, stateMachineArn }: { readonly client: SFNClient; readonly stateMachineArn: string }) {
    if (!stateMachine.test(stateMachineArn))
      throw new Error(`This is not the ARN of a state machine: ${stateMachineArn}`);
    this.#client = client;
    this.#stateMachineArn = stateMachineArn;
  }

  /** A second start while the first one runs, with the same name and input, also returns `started`. */
  async start(name: string, input: Input): Promise<'started' | 'exists'> {
    const execution = { stateMachineArn: this.#stateMachineArn, name, input: JSON.stringify(input) };
    try {
      await this.#client.send(new StartExecutionCommand(execution));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'exists';
      throw error;
    }
  }

  async resume(token: string, outcome: string): Promise<'sent' | 'gone'> {
    const output = JSON.stringify({ outcome });
    try {
      await this.#client.send(new SendTaskSuccessCommand({ taskToken: token, output }));
      return 'sent';
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw error;
    }
  }

  async state(name: string): Promise<'running' | 'succeeded' | 'failed' | 'absent'> {
    const executionArn = `${this.#stateMachineArn.replace(stateMachine, '$1:execution:$2')}:${name}`;
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return 'running';
      return status === 'SUCCEEDED' ? 'succeeded' : 'failed';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return 'absent';
      throw error;
    }
  }
}

const stateMachine = /^(arn:[^:]+:states:[^:]*:[^:]*):stateMachine:([^:]+)$/;

/** The task has ended, timed out or never existed. A lost execution takes its tokens with it. */
function isGone(error: unknown): boolean {
  return error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
}
