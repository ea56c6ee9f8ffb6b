import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { sumOf } from '../../domain/vocabulary/money.ts';
import type { People, Proposals } from '../ports/record.ts';
import type { SetAsideView } from './pages.ts';
import { peopleOf, recordedName } from './view-parts.ts';

/** R7. What this borough had decided before it was asked again; null if it was not. */
export async function setAsideView(
  deps: { readonly proposals: Pick<Proposals, 'revision'>; readonly people: People },
  { head, revision }: Pick<ProposalState, 'head' | 'revision'>,
  { answer: given, asked, hold, setAside }: SignOffRequest,
): Promise<SetAsideView | null> {
  if (setAside === undefined || given !== null) return null;
  const { answer, why } = setAside;
  const number = answeredRevisionOf(setAside, head.revision);
  const [people, before] = await Promise.all([peopleOf(deps, [answer.by]), deps.proposals.revision(head.id, number)]);
  return {
    answer: { kind: answer.kind, upTo: answer.upTo, at: answer.at, record: answer.record },
    by: answer.by === null ? null : recordedName(people, answer.by, answer.decidedBy?.name),
    revision: number,
    why,
    held: hold.status === 'held' ? sumOf(hold.cells.map(({ amount }) => amount)) : 0,
    asked: { before: setAside.asked, now: asked },
    total: { before: before?.total ?? revision.total, now: revision.total },
  };
}

/** The revision with which the current one is compared for this borough: the one that it answered, else the last one. */
export function comparedRevision({ setAside }: Pick<SignOffRequest, 'setAside'>, current: number): number {
  return setAside === undefined ? current - 1 : answeredRevisionOf(setAside, current);
}

function answeredRevisionOf({ answer }: NonNullable<SignOffRequest['setAside']>, current: number): number {
  return answer.answeredRevision ?? current - 1;
}
