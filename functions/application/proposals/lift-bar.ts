import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { type BoroughCode, mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, type Secretary, secretaryOf } from '../commit/editor-of.ts';
import type { Boroughs } from '../ports/registers.ts';

export interface LiftBarDependencies extends ChangeDependencies, EditorDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
}

export interface LiftedBar {
  readonly id: ProposalId;
  readonly borough: BoroughCode;
  /** Id of the officer in that borough. */
  readonly officer: string;
  readonly reason: string;
  readonly by: Secretary;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type LiftBarResult =
  | { readonly kind: 'lifted'; readonly state: ProposalState }
  /** No submission bars such an officer of the borough. */
  | { readonly kind: 'not-barred' }
  /** The outcome is already fixed, or the proposal needs attention. */
  | { readonly kind: 'outcome-fixed'; readonly status: Status };

/**
 * R8. Lifts the bar of an officer whom a submission wrongly names as proposer, or whose key was wrongly used. It is on
 * the record with its reason. A later revision that names the officer again bars them again. The next sweep looks again
 * for whom to ask. Undefined: the proposal does not exist.
 */
export async function liftBar(deps: LiftBarDependencies, lifted: LiftedBar): Promise<LiftBarResult | undefined> {
  return changeProposal<LiftBarResult>(deps, lifted.id, (state) => decide(deps, state, lifted));
}

async function decide(
  deps: LiftBarDependencies,
  { head }: ProposalState,
  { borough: code, officer: id, reason, by, at, reply }: LiftedBar,
): Promise<Plan<LiftBarResult>> {
  if (!mayMake('end', head.status)) return { kind: 'skip', result: { kind: 'outcome-fixed', status: head.status } };
  const [borough, authors] = await Promise.all([deps.boroughs.get(code), deps.people.get(head.authors)]);
  const officer = borough?.officers.find((each) => each.id === id);
  const wrong = authors.filter(({ email }) => officer !== undefined && sameAddress(email, officer.email));
  if (officer === undefined || wrong.length === 0) return { kind: 'skip', result: { kind: 'not-barred' } };
  const { person, people } = await secretaryOf(deps, head, by);
  const gone = new Set(wrong.map((author) => author.id));
  return {
    kind: 'commit',
    result: (state) => ({ kind: 'lifted', state }),
    reply,
    change: {
      head: {
        authors: head.authors.filter((author) => !gone.has(author)),
        // Nobody is asked while a revision is awaited, so there is nothing for a sweep to do.
        due: head.status === 'changes-requested' ? head.due : at,
      },
      events: [
        {
          type: 'bar-lifted',
          at,
          actor: { kind: 'person', person },
          data: { borough: code, person: officer.person },
          private: { reason },
        },
      ],
      people,
    },
  };
}
