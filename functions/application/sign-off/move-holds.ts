import type { Movement } from '../../domain/money/budget.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { movedHold } from '../../domain/revision/moved-hold.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan } from '../commit/change-proposal.ts';

/** Whether a borough's hold is where it must be, or which budgets lack the money for it. */
type Moved = { readonly kind: 'in-place' } | { readonly kind: 'short'; readonly lacking: readonly Movement[] };

/**
 * R7. Before a revision's round opens, moves the hold of each approval that stays in force to the columns of the new
 * cost, within its cap: one transaction per borough. Where a budget lacks room, the approval is set aside, the old hold
 * is kept, and the borough is asked again. After a crash the next opening, or the sweep, moves what is left. A round
 * that is open has nothing to move.
 */
export async function moveHolds(deps: ChangeDependencies, id: ProposalId, at: Instant): Promise<void> {
  const state = await deps.proposals.load(id);
  if (state === undefined || !mayMove(state)) return;
  for (const { borough } of state.requests.filter((request) => moveOf(state, request) !== null)) {
    const moved = await changeProposal(deps, id, (now) => move(now, borough, at));
    if (moved?.kind === 'short')
      await changeProposal(deps, id, (now) => setAside(deps, now, borough, moved.lacking, at));
  }
}

function mayMove({ head }: ProposalState): boolean {
  return head.status === 'sign-off' && !head.opened && head.revision > 1;
}

function moveOf({ revision }: ProposalState, request: SignOffRequest) {
  return movedHold(revision.content.costs, request);
}

/** The borough's request while its hold must still be moved; undefined if another run was faster, or all changed. */
function toMove(state: ProposalState, code: BoroughCode) {
  const request = state.requests.find(({ borough }) => borough === code);
  const moved = request === undefined || !mayMove(state) ? null : moveOf(state, request);
  return request === undefined || moved === null ? undefined : { request, moved };
}

function move(state: ProposalState, borough: BoroughCode, at: Instant): Plan<Moved> {
  const found = toMove(state, borough);
  if (found === undefined) return { kind: 'skip', result: { kind: 'in-place' } };
  const { request, moved } = found;
  const { revision } = state.head;
  return {
    kind: 'commit',
    result: () => ({ kind: 'in-place' }),
    short: (lacking) => ({ kind: 'short', lacking }),
    change: {
      head: {},
      events: [{ type: 'hold-moved', at, actor: { kind: 'system' }, data: { borough, revision }, private: {} }],
      requests: [{ ...request, hold: moved.hold }],
      movements: moved.movements,
    },
  };
}

async function setAside(
  { proposals }: Pick<ChangeDependencies, 'proposals'>,
  state: ProposalState,
  borough: BoroughCode,
  lacking: readonly Movement[],
  at: Instant,
): Promise<Plan<void>> {
  const found = toMove(state, borough);
  if (found === undefined || found.request.answer === null) return { kind: 'skip', result: undefined };
  const { request } = found;
  const { answer } = found.request;
  const { id, revision } = state.head;
  const answered = await proposals.requests(id, answer.answeredRevision ?? revision);
  const asked = answered.find((each) => each.borough === borough)?.asked ?? request.asked;
  const budgets = lacking.map(({ financialYear, kind }) => ({ financialYear, kind }));
  return {
    kind: 'commit',
    result: () => undefined,
    change: {
      head: {},
      events: [
        {
          type: 'set-aside',
          at,
          actor: { kind: 'system' },
          data: { borough, revision, lacking: budgets },
          private: {},
        },
      ],
      requests: [
        { ...request, asks: [], remindedAt: [], answer: null, setAside: { answer, asked, why: lacking.map(inWords) } },
      ],
    },
  };
}

function inWords({ financialYear, kind, available }: Movement): string {
  return `The approval would have to hold ${formatPounds(-available)} more in the ${kind} budget for ${financialYear}, and that budget does not have so much left.`;
}
