import type { Hold } from '../../domain/money/budget.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { Person, ProposalState, Revision } from '../../domain/record/proposal-state.ts';
import { type Reconsideration, type RevisionSide, reconsider } from '../../domain/revision/reconsider.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import { noticeEnd } from '../../domain/sign-off/round-moments.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { type PersonId, personId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';
import { type BoroughCode, mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { changeProposal, hex, type Plan } from '../commit/change-proposal.ts';
import { type EditorDependencies, editorOf, writerValuesOf } from '../commit/editor-of.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { emailEntry, resumeEntry, startEntry } from '../commit/outbox-entries.ts';
import { type Precondition, preconditionFails } from '../commit/precondition.ts';
import { everyProposer } from '../steps/proposers.ts';
import { openForAnswersUntil, revisionsLeft } from '../steps/round-of.ts';
import { type EarlierRevision, earlierRevisions, invitedBoroughs } from './invited-boroughs.ts';
import { type PreparedRevision, prepareRevision } from './prepare-revision.ts';
import { checkContent, type ReadContent, type SubmitDependencies, weightless } from './submit-proposal.ts';

export interface ReviseDependencies extends SubmitDependencies, EditorDependencies {}

export interface RevisionRequest {
  readonly id: ProposalId;
  readonly content: ReadContent;
  /** Email address of the key's holder, who counts as an author (R8). */
  readonly holder: string | null;
  readonly precondition: Precondition;
  readonly at: Instant;
}

export type RevisionResult =
  | { readonly kind: 'revised'; readonly state: ProposalState }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }
  | { readonly kind: 'precondition-failed' }
  /** Only a proposal in sign-off, with changes requested, or after advice against it can be revised. */
  | { readonly kind: 'not-revisable'; readonly status: Status }
  | { readonly kind: 'no-revision-left'; readonly most: number }
  /** The time for a revision, or the round itself, is over. */
  | { readonly kind: 'too-late'; readonly closedAt: Instant };

/**
 * R7. Replaces a proposal's content by a new revision. A borough is asked again where the revision sets its approval
 * aside or it has no approval in force; it keeps its old hold until it answers again or the money is settled. Elsewhere
 * the approval stays. The opening of the round moves its hold and tells the borough. Uses today's boroughs and scheme
 * (R6). Undefined: the proposal does not exist.
 */
export async function reviseProposal(
  deps: ReviseDependencies,
  request: RevisionRequest,
): Promise<RevisionResult | undefined> {
  return changeProposal<RevisionResult>(deps, request.id, (state) => decideRevision(deps, state, request));
}

async function decideRevision(
  deps: ReviseDependencies,
  state: ProposalState,
  request: RevisionRequest,
): Promise<Plan<RevisionResult>> {
  const { at } = request;
  const refused = refusal(state, request);
  if (refused !== null) return { kind: 'skip', result: refused };
  const checked = await checkContent(deps, request.content, at);
  if (checked.kind === 'invalid') return { kind: 'skip', result: checked };
  const editor = await editorOf(deps, state.head, request.holder);
  const declared = checked.content.proposer;
  const known = (await deps.people.get([state.head.proposer]))[0];
  const same = known !== undefined && known.name === declared.name && sameAddress(known.email, declared.email);
  const proposer: Person = same ? known : { id: personId(hex(deps.randomness.bytes(16))), ...declared };
  const prepared = prepareRevision(deps.digests, {
    ...checked,
    proposal: state.head.id,
    number: state.head.revision + 1,
    proposer: proposer.id,
    submittedBy: editor.person,
    at,
  });
  if (prepared.kind === 'weightless') return { kind: 'skip', result: weightless(checked.content, prepared) };
  const people = [...editor.people, ...(same ? [] : [proposer])];
  const writer = [...editor.people, known, ...(await deps.people.get([editor.person]))].find(
    (each) => each?.id === editor.person,
  );
  const editors = { person: editor.person, proposer: proposer.id, people, values: writerValuesOf(writer, declared) };
  return write(deps, state, prepared.prepared, editors, at);
}

function refusal(state: ProposalState, { precondition, at }: RevisionRequest): RevisionResult | null {
  const { head, revision } = state;
  if (preconditionFails(precondition, head)) return { kind: 'precondition-failed' };
  const isAdvised = head.status !== 'confirming' || (state.confirming?.advice ?? null) !== null;
  if (!mayMake('revise', head.status) || !isAdvised) return { kind: 'not-revisable', status: head.status };
  const closesAt = openForAnswersUntil(state);
  if (at >= closesAt) return { kind: 'too-late', closedAt: closesAt };
  return revisionsLeft(state) < 1 ? { kind: 'no-revision-left', most: revision.scheme.maxRevisions } : null;
}

/** Steps that a revision ends while they are open. In every other status no execution waits. */
const stepsToSupersede = ['sign-off', 'confirming'] as const;

interface Editors {
  readonly person: PersonId;
  readonly proposer: PersonId;
  readonly people: readonly Person[];
  /** What the event seals of them (R19). */
  readonly values: ReturnType<typeof writerValuesOf>;
}

async function write(
  deps: ReviseDependencies,
  state: ProposalState,
  prepared: PreparedRevision,
  { person, proposer, people, values }: Editors,
  at: Instant,
): Promise<Plan<RevisionResult>> {
  const { head } = state;
  const { appraisal } = prepared;
  const earlier = await earlierRevisions(deps.proposals, state);
  const reconsidered = reconsider({
    before: sideOf(state),
    after: sideOf({ revision: prepared.revision, requests: prepared.requests }),
    answered: new Map(earlier.map((each) => [each.number, each])),
    writers: await officersAmong(deps, state, people),
  });
  const revision = noticed(prepared.revision, reconsidered);
  const [cycle, number] = [head.cycle + 1, revision.number];
  const authors = [...new Set([...head.authors, person, proposer])];
  const leftBehind = holdsLeftBehind(state, earlier);
  const toProposers = (await proposersToTell(deps, state, { proposer, people })).map(
    (to) => ({ mail: 'revised', to, revision: number }) as const,
  );
  const requests = prepared.requests.map((request) => carriedOver(state, request, reconsidered, leftBehind));
  const partners = revision.content.partners.map(({ borough }) => borough).toSorted();
  const superseded = stepsToSupersede
    .filter((step) => step === head.status)
    .map((step) => resumeEntry(deps.redrive, head, step, 'superseded', at));
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'revised', state: after }),
    change: {
      head: {
        status: 'sign-off',
        revision: number,
        cycle,
        lead: revision.content.leadBorough,
        partners,
        authors,
        proposer,
        opened: false,
        closesAt: revision.closesAt,
        topUp: null,
        due: revision.closesAt,
      },
      events: [
        {
          type: 'revised',
          at,
          actor: { kind: 'person', person },
          data: {
            revision: number,
            cycle,
            lead: revision.content.leadBorough,
            partners,
            scheme: revision.content.scheme,
            total: revision.total,
            closesAt: revision.closesAt,
            askedAgain: reconsidered.askedAgain.map(({ borough }) => borough),
          },
          private: { content: revision.hash, ...values },
        },
      ],
      revision,
      requests,
      appraisal,
      people,
      outbox: [
        startEntry(deps.redrive, head.id, cycle, number, at),
        ...superseded,
        ...emailEntry(deps.redrive, head, [...notices(state, reconsidered, number), ...toProposers], at),
      ],
    },
  };
}

function sideOf({ revision, requests }: Pick<ProposalState, 'revision' | 'requests'>): RevisionSide {
  const { number, content, scheme } = revision;
  return { number, content, requests, scheme };
}

/** R7. A borough that is told has until 5pm on the next working day to react, so the round is open until then. */
function noticed(revision: Revision, { standing }: Reconsideration): Revision {
  const notice = noticeEnd(revision.submittedAt);
  return standing.length > 0 && revision.closesAt < notice ? { ...revision, closesAt: notice } : revision;
}

/** Officers who approved and also wrote the new revision: their approvals no longer count (R8). */
async function officersAmong(
  deps: ReviseDependencies,
  { head, requests }: ProposalState,
  writers: readonly Person[],
): Promise<ReadonlySet<PersonId>> {
  const answered = await deps.people.get(requests.flatMap(({ answer }) => answer?.by ?? []));
  const authors = [...(await deps.people.get(head.authors)), ...writers];
  return new Set(
    answered.filter(({ email }) => authors.some((author) => sameAddress(author.email, email))).map(({ id }) => id),
  );
}

/** A borough's request in the new round: its approval if still in force, else a new one with the old hold (R7). */
function carriedOver(
  state: ProposalState,
  request: SignOffRequest,
  { askedAgain, standing }: Reconsideration,
  leftBehind: ReadonlyMap<BoroughCode, Hold>,
): SignOffRequest {
  const before = state.requests.find(({ borough }) => borough === request.borough);
  if (before === undefined) return { ...request, hold: leftBehind.get(request.borough) ?? request.hold };
  const stands = standing.find(({ borough }) => borough === request.borough);
  if (stands === undefined) {
    const setAside = askedAgain.find(({ borough }) => borough === request.borough)?.setAside ?? undefined;
    return { ...request, hold: before.hold, ...(setAside && { setAside }) };
  }
  const { asks, remindedAt } = before;
  return { ...request, asks, remindedAt, answer: stands.answer, hold: stands.hold };
}

/** The holds of boroughs that an earlier revision left out. If invited again, a borough keeps its hold (R7). */
function holdsLeftBehind(state: ProposalState, earlier: readonly EarlierRevision[]): ReadonlyMap<BoroughCode, Hold> {
  const invited = invitedBoroughs(state, earlier);
  const left = invited.filter(({ current, request }) => !current && request.hold.status === 'held');
  return new Map(left.map(({ request }) => [request.borough, request.hold]));
}

/** R7. Everyone who ever was its proposer, once per address: a name that is spelled anew is not another proposer. */
async function proposersToTell(
  deps: ReviseDependencies,
  state: ProposalState,
  { proposer, people }: Pick<Editors, 'proposer' | 'people'>,
): Promise<readonly PersonId[]> {
  const known = await deps.people.get(await everyProposer(deps.proposals, state));
  const declared = [...people, ...known].find(({ id }) => id === proposer)?.email ?? '';
  const others = known.filter(({ id, email }) => id !== proposer && !sameAddress(email, declared));
  return [proposer, ...others.map(({ id }) => id)];
}

/** Tells boroughs that are no longer invited. The others hear at the opening, once their holds have moved. */
function notices(state: ProposalState, { dropped }: Reconsideration, revision: number): readonly EmailMessage[] {
  return dropped.flatMap((borough): readonly EmailMessage[] => {
    const asked = state.requests.find((each) => each.borough === borough);
    const to = asked && lastAsked(asked);
    return to === undefined ? [] : [{ mail: 'revision-notice', to, borough, revision }];
  });
}
