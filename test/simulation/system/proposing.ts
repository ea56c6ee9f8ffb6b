import { AlreadyReplied } from '../../../functions/application/commit/change-proposal.ts';
import { reviseProposal } from '../../../functions/application/proposals/revise-proposal.ts';
import {
  type InvalidSubmission,
  type Submitted,
  submitProposal,
} from '../../../functions/application/proposals/submit-proposal.ts';
import { withdrawProposal } from '../../../functions/application/proposals/withdraw-proposal.ts';
import type { ProposalContent, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { pid } from '../../support/builders/ids.ts';
import { Violation } from '../simulation.ts';
import { before, checkNoTrace } from './checks/refusals.ts';
import type { Conditions } from './process.ts';
import type { Of } from './step.ts';
import type { Universe } from './universe.ts';

/**
 * A proposer sends with one Idempotency-Key, and sends again if there was no response. Promise 1: an accepted proposal exists
 * exactly once, whichever of the requests was answered, and from however many tabs they came.
 */
export async function submit(universe: Universe, { of }: Of<'submit'>, conditions: Conditions): Promise<void> {
  const { setting, tally, ids, watch } = universe;
  const content = setting.proposals[of]?.[0];
  if (content === undefined || ids[of] !== undefined) return;
  const [began, heads] = [before(universe), watch.heads.size];
  let came = await universe.begin('submit', conditions, () => submitOnce(universe, of, content));
  if (came.kind !== 'done') {
    tally.count('submission', `${came.kind}, and sent again`);
    came = await universe.begin('submit', {}, () => submitOnce(universe, of, content));
  }
  if (came.kind !== 'done') return tally.count('submission', came.kind);
  const { result } = came;
  if (universe.alone && watch.heads.size > heads + 1) throw new Violation('Promise 1: one submission became two');
  tally.count('submission', result.kind);
  if (result.kind === 'invalid') {
    // Time passes: a year that is over can no longer be paid for.
    const other = result.faults.filter(({ detail }) => !detail.endsWith('Use a year that has not ended.'));
    if (other.length > 0) throw new Violation(`A proper submission was refused: ${JSON.stringify(other)}`);
    return checkNoTrace(universe, began, 'a submission');
  }
  if (!watch.heads.has(result.id)) throw new Violation('Promise 1: an accepted submission is lost');
  ids[of] ??= result.id;
  if (ids[of] !== result.id) throw new Violation('Promise 1: two tabs with one key made two proposals');
  if (of === 1) await sendAgain(universe, of, content);
}

/** A double click sends twice without waiting. The second request gets the response of the first. */
async function sendAgain(universe: Universe, of: number, content: ProposalContent): Promise<void> {
  const came = await universe.begin('submit', {}, () => submitOnce(universe, of, content));
  if (came.kind !== 'done') return;
  const { result } = came;
  universe.tally.count('submission', result.kind);
  if (result.kind !== 'answered again' || result.id !== universe.ids[of]) {
    throw new Violation('Promise 1: what was sent again under its key was not answered as before');
  }
}

type Sent = InvalidSubmission | { readonly kind: 'submitted' | 'answered again'; readonly id: ProposalId };

/** As the HTTP edge does: the recorded response if there is one, even from another tab. */
async function submitOnce({ deps }: Universe, of: number, content: ProposalContent): Promise<Sent> {
  const hash = `submission ${of}`;
  const known = await deps.replies.get(hash);
  if (known !== undefined) return { kind: 'answered again', id: pid(known.reply) };
  const at = deps.clock.now();
  const reply = ({ id }: Submitted) => ({ hash, body: '', status: 201, headers: {}, reply: id, at });
  try {
    return await submitProposal(deps, { content: { kind: 'read', value: content }, holder: null, at, reply });
  } catch (error) {
    const theirs = error instanceof AlreadyReplied ? await deps.replies.get(hash) : undefined;
    if (theirs === undefined) throw error;
    return { kind: 'answered again', id: pid(theirs.reply) };
  }
}

export async function revise(universe: Universe, act: Of<'revise'>, conditions: Conditions): Promise<void> {
  const { deps, setting, ids, tally, watch } = universe;
  const [id, value] = [ids[act.of], setting.proposals[act.of]?.[act.to]];
  if (id === undefined || value === undefined) return;
  const version = watch.heads.get(id)?.version ?? 0;
  const precondition = act.staleTag ? { versions: [version - 1] } : ('any' as const);
  const began = before(universe);
  const came = await universe.begin('revise', conditions, () =>
    reviseProposal(deps, { id, content: { kind: 'read', value }, holder: null, precondition, at: deps.clock.now() }),
  );
  tally.count('revision came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'revised') checkNoTrace(universe, began, 'a revision');
}

export async function withdraw(universe: Universe, { of }: Of<'withdraw'>, conditions: Conditions): Promise<void> {
  const { deps, ids, tally } = universe;
  const id = ids[of];
  if (id === undefined) return;
  const reason = 'The grant we counted on is gone.';
  const began = before(universe);
  const came = await universe.begin('withdraw', conditions, () =>
    withdrawProposal(deps, { id, reason, holder: null, precondition: 'any', at: deps.clock.now(), reply: null }),
  );
  tally.count('withdrawal came to', came.kind === 'done' ? (came.result?.kind ?? 'absent') : came.kind);
  if (came.kind === 'done' && came.result?.kind !== 'withdrawn') checkNoTrace(universe, began, 'a withdrawal');
}
