import { DynamoOutbox } from '../../adapters/dynamodb/proposals/outbox.ts';
import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, TaskEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { OpenStepDependencies } from '../../application/steps/open-step.ts';
import type { SettleDependencies } from '../../application/workflow/settle-proposal.ts';

/** The ports of the workflow's tasks: the table and the system. They send no email and start no execution. */
export function taskDependencies(): OpenStepDependencies & SettleDependencies {
  const { TABLE_NAME, REDRIVE_SECONDS } = environment(TaskEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    proposals: new DynamoProposals(table),
    boroughs: new DynamoBoroughs(table),
    people: new DynamoPeople(table),
    outbox: new DynamoOutbox(table),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    pause: systemPause,
    redrive: { redriveSeconds: REDRIVE_SECONDS },
  };
}
