import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { localAws } from '../local/emulator.ts';
import { readEndpoints } from '../local/endpoints.ts';
import { loadSettings } from '../settings.ts';
import { CommandError } from './command-error.ts';
import type { TableTarget } from './issue-key.ts';

/**
 * Finds the table of an environment by what its stack says: with the operator's own AWS credentials, or on the local AWS while
 * `npm start` runs.
 *
 * @throws CommandError where nothing is deployed there, or may not be looked at
 */
export async function findTable(environment: string): Promise<TableTarget> {
  const { region } = loadSettings(environment);
  const connection = { region, ...(environment === 'local' ? localConnection() : {}) };
  const client = new CloudFormationClient(connection);
  const stack = `joint-funding-${environment}-service`;
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const output = Stacks.flatMap(({ Outputs = [] }) => Outputs).find(({ OutputKey }) => OutputKey === 'TableName');
    if (output?.OutputValue === undefined) throw new Error('it names no table');
    return { ...connection, tableName: output.OutputValue };
  } catch (error) {
    throw new CommandError(`The stack ${stack} cannot be read: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}

function localConnection(): Pick<TableTarget, 'endpoint' | 'credentials'> {
  const endpoints = readEndpoints();
  if (endpoints === undefined) throw new CommandError('The local AWS does not run: npm start starts it.');
  return { endpoint: endpoints.awsEndpoint, credentials: localAws.credentials };
}
