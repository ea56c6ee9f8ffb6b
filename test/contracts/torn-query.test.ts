import { describe, expect, test } from 'vitest';
import type { Change } from '../../functions/application/ports/record.ts';
import type { Head } from '../../functions/domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../functions/domain/sign-off/sign-off-request.ts';
import { gss } from '../support/builders/ids.ts';
import { approving, codes, submission } from '../support/builders/records.ts';
import { proposalKeys, proposalPartition } from '../support/fakes/proposal-keys.ts';
import { type World, world } from '../support/worlds/world.ts';

const lead = gss('E09000001');

async function submitted(): Promise<{ readonly on: World; readonly id: string; readonly answer: Change }> {
  const on = world();
  const change = submission(codes(2));
  await on.proposals.commit(change);
  const state = await on.proposals.load(change.head.id);
  if (state === undefined) throw new Error('It was submitted');
  return { on, id: change.head.id, answer: approving(state, lead, []) };
}

/** Head and answers from one query, as no reader may read them. */
async function naiveLoad({ table }: World, id: string) {
  const items = await table.query(proposalPartition(id));
  const at = (sk: string) => items.find((item) => item.sk === sk)?.value;
  const { head, signOff } = proposalKeys(id);
  return {
    version: (at(head().sk) as Head).version,
    answered: (at(signOff(1, lead).sk) as SignOffRequest).answer !== null,
  };
}

/** The table's anomaly that docs/architecture.md names: a query sees a transaction in pieces. */
describe('a query that runs while an answer is written', () => {
  const { sk: headItem } = proposalKeys('any').head();
  const { sk: request } = proposalKeys('any').signOff(1, lead);

  test('may show a new head and an old answer: a close on them would record an approval as silence', async () => {
    const { on, id, answer } = await submitted();
    on.table.duringNextQuery(
      () => on.proposals.commit(answer),
      ({ sk }) => (sk === headItem ? 'after' : 'before'),
    );
    expect(await naiveLoad(on, id)).toEqual({ version: 2, answered: false });
    expect(await naiveLoad(on, id)).toEqual({ version: 2, answered: true });
  });

  test.for([
    ['the head alone', headItem],
    ['the request alone', request],
    ['nothing', 'nothing'],
  ])('R4 never makes load return an answer older than its head, even if it shows %s as new', async ([, shown]) => {
    const { on, id, answer } = await submitted();
    on.table.duringNextQuery(
      () => on.proposals.commit(answer),
      ({ sk }) => (sk === shown ? 'after' : 'before'),
    );
    const state = await on.proposals.load(id);
    const answered = state?.requests[0]?.answer !== null;
    expect([1, 2]).toContain(state?.head.version);
    expect(answered).toBe(state?.head.version === 2);
  });

  test('R4 may leave load with the old head, over which nothing can be written', async () => {
    const { on, id, answer } = await submitted();
    on.table.duringNextQuery(
      () => on.proposals.commit(answer),
      () => 'before',
    );
    const state = await on.proposals.load(id);
    if (state === undefined) throw new Error('It was submitted');
    expect(state.head.version).toBe(1);
    expect(await on.proposals.commit(approving(state, gss('E09000002'), []))).toEqual({ kind: 'again', why: 'stale' });
  });
});
