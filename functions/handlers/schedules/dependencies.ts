import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDueMoments } from '../../adapters/dynamodb/proposals/due-moments.ts';
import { DynamoOutbox } from '../../adapters/dynamodb/proposals/outbox.ts';
import { DynamoProposals } from '../../adapters/dynamodb/proposals/proposals.ts';
import { DynamoBoroughs } from '../../adapters/dynamodb/registers/boroughs.ts';
import { DynamoBudgets } from '../../adapters/dynamodb/registers/budgets.ts';
import { DynamoCodes } from '../../adapters/dynamodb/registers/codes.ts';
import { DynamoPeople } from '../../adapters/dynamodb/registers/people.ts';
import { dynamoClient } from '../../adapters/dynamodb/table/client.ts';
import { StepFunctionsExecutions } from '../../adapters/step-functions/executions.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigests } from '../../adapters/system/digests.ts';
import { environment, SweepEnvironment } from '../../adapters/system/environment.ts';
import { systemRandomness } from '../../adapters/system/ids.ts';
import { type Log, log } from '../../adapters/system/log.ts';
import { systemPause } from '../../adapters/system/pause.ts';
import type { SweepDependencies } from '../../application/workflow/sweep.ts';

/** The ports of the sweep. It reads executions and writes to the table; the relay starts, resumes and sends. */
export function sweepDependencies(): SweepDependencies & { readonly log: Log } {
  const { TABLE_NAME, STATE_MACHINE_ARN, REDRIVE_SECONDS } = environment(SweepEnvironment);
  const table = { client: dynamoClient(), tableName: TABLE_NAME };
  return {
    proposals: new DynamoProposals(table),
    boroughs: new DynamoBoroughs(table),
    people: new DynamoPeople(table),
    codes: new DynamoCodes(table),
    budgets: new DynamoBudgets(table),
    outbox: new DynamoOutbox(table),
    dueMoments: new DynamoDueMoments(table),
    executions: new StepFunctionsExecutions({ client: new SFNClient({}), stateMachineArn: STATE_MACHINE_ARN }),
    clock: systemClock,
    randomness: systemRandomness,
    digests: systemDigests,
    pause: systemPause,
    redrive: { redriveSeconds: REDRIVE_SECONDS },
    failed: ({ kind, id }, error) => log('sweep-item-failed', { [kind]: id, error }),
    log,
  };
}
