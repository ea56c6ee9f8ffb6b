import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { extensionFaults } from '../../domain/submission/schedule-faults.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, type Secretary, secretaryOf } from '../commit/editor-of.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import { checked, type Invalid, type ReadInput } from '../commit/read-input.ts';
import { signOffDue } from '../steps/due-moments.ts';
import { openForAnswersUntil, roundDeadline } from '../steps/round-of.ts';

/** The secretariat's request: a later deadline, and why. */
export interface ExtensionContent {
  readonly respondBy: Instant;
  readonly reason: string;
}

export interface Extension {
  readonly id: ProposalId;
  readonly content: ReadInput<ExtensionContent>;
  readonly by: Secretary;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type ExtensionResult =
  | { readonly kind: 'extended'; readonly state: ProposalState }
  | Invalid
  /** Only an open sign-off round has a deadline that can be extended. */
  | { readonly kind: 'not-in-sign-off'; readonly status: Status }
  /** The deadline has passed, and the round is closing. */
  | { readonly kind: 'too-late'; readonly closedAt: Instant };

/**
 * R5. Extends the deadline of an open sign-off round. Tells everyone who waits or has answered, and the proposer.
 * Undefined: the proposal does not exist.
 */
export async function extendSignOff(
  deps: ChangeDependencies & EditorDependencies,
  extension: Extension,
): Promise<ExtensionResult | undefined> {
  return changeProposal<ExtensionResult>(deps, extension.id, (state) => decideExtension(deps, state, extension));
}

async function decideExtension(
  deps: ChangeDependencies & EditorDependencies,
  state: ProposalState,
  { content, by, at, reply }: Extension,
): Promise<Plan<ExtensionResult>> {
  const { head } = state;
  const skip = (result: ExtensionResult) => ({ kind: 'skip', result }) as const;
  if (!mayMake('extend', head.status)) return skip({ kind: 'not-in-sign-off', status: head.status });
  const closesAt = roundDeadline(state);
  if (isClosing(state, closesAt, at)) return skip({ kind: 'too-late', closedAt: closesAt });
  const input = checked(content, ({ respondBy }) => extensionFaults({ respondBy }, { at, closesAt }));
  if (input.kind === 'invalid') return skip(input);
  const { respondBy, reason } = input.value;
  const { person, people } = await secretaryOf(deps, head, by);
  const extended = { at, by: person, reason };
  const requests = state.requests.map((request) => (request.answer === null ? { ...request, extended } : request));
  const next = { ...state, head: { ...head, closesAt: respondBy }, requests };
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'extended', state: after }),
    reply,
    change: {
      head: { closesAt: respondBy, due: head.opened ? signOffDue(deps, next, at) : respondBy },
      events: [
        {
          type: 'extended',
          at,
          actor: { kind: 'person', person },
          data: { closesAt: respondBy },
          private: { reason },
        },
      ],
      requests: requests.filter((request) => request.answer === null),
      people,
      outbox: emailEntry(deps.redrive, head, notices(next), at),
    },
  };
}

/**
 * From the deadline on, silence is recorded as what it means (R4), and a later deadline cannot change that. Neither can it
 * where only money lacks (R5), or where the time after the lead's decline is over.
 */
function isClosing(state: ProposalState, closesAt: Instant, at: Instant): boolean {
  const { head, requests } = state;
  if (head.topUp || isLate(at, openForAnswersUntil(state))) return true;
  return requests.some(({ answer }) => answer?.silence && isLate(answer.at, closesAt));
}

/** To each officer who holds a request, to everyone who has answered, and to the proposer. */
function notices({ head, requests }: Pick<ProposalState, 'head' | 'requests'>): readonly EmailMessage[] {
  const { revision } = head;
  const told = requests.flatMap((request) =>
    recipients(request).map((to): EmailMessage => ({ mail: 'extended', to, borough: request.borough, revision })),
  );
  return [{ mail: 'extended', to: head.proposer, borough: null, revision }, ...told];
}

function recipients({ answer, asks }: SignOffRequest): readonly PersonId[] {
  if (answer !== null) return answer.by === null ? [] : [answer.by];
  return asks.filter(({ passedOn }) => passedOn === null).map(({ person }) => person);
}
