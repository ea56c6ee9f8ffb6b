import type { AwsCalls } from './aws-calls.ts';

/** An execution of the state machine, with its data in the local AWS. */
export interface Execution {
  readonly name: string;
  readonly status: string;
  readonly description: unknown;
  readonly history: readonly { readonly type: string }[];
}

interface Listed {
  readonly executionArn: string;
  readonly name: string;
  readonly status: string;
}

/** Every execution, or those of one proposal, in the order of their cycles. */
export async function executionsOf(aws: AwsCalls, proposal = ''): Promise<readonly Execution[]> {
  const listed = (await Promise.all((await stateMachines(aws)).map((arn) => executionsIn(aws, arn)))).flat();
  const wanted = listed.filter(({ name }) => name.startsWith(proposal));
  const described = await Promise.all(
    wanted.map(async ({ executionArn, name, status }) => ({
      name,
      status,
      description: await aws.call('AWSStepFunctions.DescribeExecution', { executionArn }),
      history: await historyOf(aws, executionArn),
    })),
  );
  return described.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The number of states that an execution entered, which Step Functions counts as transitions. */
export function transitionsOf({ history }: Execution): number {
  return history.filter(({ type }) => type.endsWith('StateEntered')).length;
}

async function stateMachines(aws: AwsCalls): Promise<readonly string[]> {
  const target = 'AWSStepFunctions.ListStateMachines';
  const { stateMachines: found } = await aws.call<{
    stateMachines: readonly { readonly stateMachineArn: string }[];
  }>(target, {});
  return found.map(({ stateMachineArn }) => stateMachineArn);
}

function executionsIn(aws: AwsCalls, stateMachineArn: string): Promise<readonly Listed[]> {
  return aws.every<{ readonly executions: readonly Listed[]; readonly nextToken?: string }, Listed>(
    'AWSStepFunctions.ListExecutions',
    { stateMachineArn },
    ({ executions }) => executions,
    nextToken,
  );
}

function historyOf(aws: AwsCalls, executionArn: string): Promise<Execution['history']> {
  return aws.every<{ readonly events: Execution['history']; readonly nextToken?: string }, { readonly type: string }>(
    'AWSStepFunctions.GetExecutionHistory',
    { executionArn, maxResults: 1000, includeExecutionData: true },
    ({ events }) => events,
    nextToken,
  );
}

function nextToken(page: { readonly nextToken?: string }): { readonly nextToken: string } | undefined {
  return page.nextToken === undefined ? undefined : { nextToken: page.nextToken };
}
