import { reviseProposal } from '../../../functions/application/revise-proposal.ts';
import { submitProposal } from '../../../functions/application/submit-proposal.ts';
import { withdrawProposal } from '../../../functions/application/withdraw-proposal.ts';
import { Violation } from '../rung.ts';
import type { Conditions } from './process.ts';
import type { Of } from './step.ts';
import type { Universe } from './universe.ts';

export async function submit(universe: Universe, { of }: Of<'submit'>, conditions: Conditions): Promise<void> {
  const { deps, setting, tally, ids } = universe;
  const value = setting.proposals[of]?.[0];
  if (value === undefined || ids[of] !== undefined) return;
  const came = await universe.begin('submit', conditions, () =>
    submitProposal(deps, { content: { kind: 'read', value }, holder: null, at: deps.clock.now(), reply: null }),
  );
  if (came.kind !== 'done') return tally.count('submission', came.kind);
  const { result } = came;
  if (result.kind === 'invalid') {
    // Time goes on: a year that is over cannot be paid for any more.
    const other = result.faults.filter(({ detail }) => !detail.startsWith('Expected a year that has not ended'));
    if (other.length > 0) throw new Violation(`A proper submission was refused: ${JSON.stringify(other)}`);
    tally.count('submission', 'refused');
    return;
  }
  tally.count('submission', 'accepted');
  // Promise 1. Another tab may have submitted the same content meanwhile: then there are two.
  if (!universe.watch.heads.has(result.id)) throw new Violation('Promise 1: an accepted submission is lost');
  ids[of] ??= result.id;
}

export async function revise(universe: Universe, act: Of<'revise'>, conditions: Conditions): Promise<void> {
  const { deps, setting, ids, tally, watch } = universe;
  const [id, value] = [ids[act.of], setting.proposals[act.of]?.[act.to]];
  if (id === undefined || value === undefined) return;
  const version = watch.heads.get(id)?.version ?? 0;
  const precondition = act.staleTag ? { versions: [version - 1] } : ('any' as const);
  const came = await universe.begin('revise', conditions, () =>
    reviseProposal(deps, { id, content: { kind: 'read', value }, holder: null, precondition, at: deps.clock.now() }),
  );
  tally.count('revision came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
}

export async function withdraw(universe: Universe, { of }: Of<'withdraw'>, conditions: Conditions): Promise<void> {
  const { deps, ids, tally } = universe;
  const id = ids[of];
  if (id === undefined) return;
  const reason = 'The grant we counted on is gone.';
  const came = await universe.begin('withdraw', conditions, () =>
    withdrawProposal(deps, { id, reason, holder: null, precondition: 'any', at: deps.clock.now(), reply: null }),
  );
  tally.count('withdrawal came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
}
