import { expect } from 'vitest';
import type { Change } from '../../../functions/application/ports/record.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { codes, submission } from '../../support/builders/records.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

/** A store in which one proposal was submitted, with all that the change wrote. */
export async function submitted(
  engine: Engine,
  boroughs: readonly BoroughCode[] = codes(2),
): Promise<Change & { readonly store: Store; readonly change: Change }> {
  const store = await engine.open();
  const change = await submittedTo(store, boroughs);
  return { ...change, store, change };
}

/** Submits one more proposal to a store. */
export async function submittedTo(store: Store, boroughs: readonly BoroughCode[] = codes(2)): Promise<Change> {
  const change = submission(boroughs);
  expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
  return change;
}

export async function loaded(store: Store, id: ProposalId): Promise<ProposalState> {
  const state = await store.proposals.load(id);
  if (state === undefined) throw new Error(`There is no proposal ${id}`);
  return state;
}
