import { resumeId } from '../../../functions/application/commit/outbox-entries.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Services } from '../../contracts/suites/services.contract.ts';
import { eventually } from '../eventually.ts';
import { insist } from '../insist.ts';
import { committed } from './race.ts';
import type { RaceTable } from './race-table.ts';

/**
 * What follows from a round that a race closed: its execution waits, and the relay resumes it, as often as the stream and the sweep
 * hand it the entry, until it has come to its end.
 */
export async function resumeClosed(
  { ports, deps }: RaceTable,
  services: Services,
  proposal: ProposalId,
): Promise<void> {
  const { executions, mailQueue } = services;
  const name = `${proposal}-1`;
  await insist(() => executions.start(name, { proposalId: proposal, revision: 1, cycle: 1, schema: 1 }));
  const waiting = await services.waitingTask(name);
  const token = { proposal, cycle: 1, step: 'sign-off', token: waiting, attempt: null } as const;
  const expected = (await ports.proposals.head(proposal))?.version ?? 0;
  const registration = { token, expected, outbox: [], acknowledges: [] };
  await committed(() => ports.proposals.registerToken(registration));
  await eventually(`The execution of ${proposal} resumed`, async () => {
    await insist(() => relayOutbox({ ...deps, executions, mailQueue }, resumeId(proposal, 1, 'sign-off')));
    const state = await insist(() => executions.state(name));
    return state === 'succeeded' ? { found: state } : { seen: state };
  });
}
