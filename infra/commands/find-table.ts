import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { localAws } from '../local/emulator/emulator.ts';
import { readEndpoints } from '../local/endpoints.ts';
import { loadSettings } from '../settings.ts';
import { CommandError } from './command-error.ts';
import type { TableTarget } from './table-target.ts';

/**
 * Finds the table of an environment in the outputs of its stack, with the operator's own AWS credentials. For the local AWS, `running`
 * says where it listens.
 *
 * @throws CommandError if nothing is deployed there, or if the stack cannot be read
 */
export async function findTable(environment: string, running = readEndpoints): Promise<TableTarget> {
  const { region } = loadSettings(environment);
  const connection = { region, ...(environment === 'local' ? localConnection(running()) : {}) };
  const client = new CloudFormationClient(connection);
  const stack = `joint-funding-${environment}-service`;
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const output = Stacks.flatMap(({ Outputs = [] }) => Outputs).find(({ OutputKey }) => OutputKey === 'TableName');
    if (output?.OutputValue === undefined) throw new Error('it does not name a table');
    return { ...connection, tableName: output.OutputValue };
  } catch (error) {
    throw new CommandError(`The stack ${stack} cannot be read: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}

function localConnection(endpoints: ReturnType<typeof readEndpoints>): Pick<TableTarget, 'endpoint' | 'credentials'> {
  if (endpoints === undefined) throw new CommandError('The local AWS is not running. Start it with npm start.');
  return { endpoint: endpoints.awsEndpoint, credentials: localAws.credentials };
}
