import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoProposals } from '../../../functions/adapters/dynamodb/proposals/proposals.ts';
import { systemClock } from '../../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { systemRandomness } from '../../../functions/adapters/system/ids.ts';
import { systemPause } from '../../../functions/adapters/system/pause.ts';
import { type ChangeDependencies, changeProposal } from '../../../functions/application/commit/change-proposal.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import { pid } from '../builders/ids.ts';

/** Sets a proposal to needs-attention, as the sweep does when a proposal cannot continue. */
export async function stopProposal(deps: ChangeDependencies, id: ProposalId): Promise<void> {
  await changeProposal(deps, id, ({ head: { status } }) => ({
    kind: 'commit',
    result: () => undefined,
    change: {
      head: { status: 'needs-attention', stopped: status, due: null, attempts: 8 },
      events: [
        {
          type: 'needs-attention',
          at: deps.clock.now(),
          actor: { kind: 'system' },
          data: { stopped: status },
          private: { why: 'Nothing went on.' },
        },
      ],
    },
  }));
}

/** The same on the deployed stack, where a test cannot wait hours for a failure. */
export async function stopDeployed(endpoint: string, id: string): Promise<void> {
  const { region, credentials } = localAws;
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const [tableName] = (await client.send(new ListTablesCommand())).TableNames ?? [];
  if (tableName === undefined) throw new Error('There is no table');
  const system = { clock: systemClock, randomness: systemRandomness, digests: systemDigests, pause: systemPause };
  const proposals = new DynamoProposals({ client, tableName });
  await stopProposal({ proposals, ...system, redrive: { redriveSeconds: 900 } }, pid(id));
  client.destroy();
}
