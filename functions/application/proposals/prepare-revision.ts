import { type Appraisal, appraise } from '../../domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../domain/appraisal/appraisal-input.ts';
import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import { askedShares, resolveWeights } from '../../domain/money/asked-share.ts';
import type { Weighted } from '../../domain/numbers/largest-remainder.ts';
import { withCells } from '../../domain/record/contributions.ts';
import type { RecordedContent, Revision } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { sumOf } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, ProposalContent, ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import { deadlineAfter } from '../../domain/vocabulary/working-days.ts';
import type { Digests } from '../ports/system.ts';

/** A prepared revision: who is asked for how much, and the appraisal if all join. */
export interface PreparedRevision {
  readonly revision: Revision;
  /** One per partner, by GSS code. Nobody is asked yet. */
  readonly requests: readonly SignOffRequest[];
  /** If all join. */
  readonly appraisal: Appraisal;
}

export interface RevisionDraft {
  readonly proposal: ProposalId;
  readonly number: number;
  readonly content: ProposalContent;
  readonly proposer: PersonId;
  readonly submittedBy: PersonId;
  readonly scheme: Scheme;
  /** The current boroughs of all partners. */
  readonly boroughs: ReadonlyMap<BoroughCode, Borough>;
  readonly at: Instant;
  readonly parameters: ParameterSet;
}

/** Partners that get no weight from the apportionment key (R10), each with a sentence that says why. */
export interface Weightless {
  readonly kind: 'weightless';
  readonly faults: readonly { readonly borough: BoroughCode; readonly why: string }[];
}

/** The result if all boroughs join: who is asked for how much, and the appraisal. */
interface AllJoining {
  readonly kind: 'appraised';
  readonly weights: readonly Weighted[];
  readonly asked: ReturnType<typeof askedShares>;
  /** The input of the appraisal, so that it can be explained. */
  readonly input: AppraisalInput;
  readonly appraisal: Appraisal;
}

/** R10, R14 to R16. Shares the cost of checked content among all invited boroughs and appraises it. Pure. */
export function appraiseAllJoining(
  draft: Pick<RevisionDraft, 'content' | 'boroughs' | 'parameters'>,
): AllJoining | Weightless {
  const { content, parameters } = draft;
  const resolved = weightsOf(draft);
  if (resolved.kind === 'refused') return { kind: 'weightless', faults: resolved.faults };
  const { weights } = resolved;
  const asked = askedShares(content.costs, weights);
  const contributions = withCells(content.costs, asked);
  const input = { content, weights, contributions, parameters };
  return { kind: 'appraised', weights, asked, input, appraisal: appraise(input) };
}

/**
 * Prepares a revision from checked content (`submissionFaults`): weights, asked shares, deadline, appraisal if all
 * join, hash. Pure, given the digests.
 */
export function prepareRevision(
  digests: Pick<Digests, 'sha256' | 'canonical'>,
  draft: RevisionDraft,
): { readonly kind: 'prepared'; readonly prepared: PreparedRevision } | Weightless {
  const { content, scheme, parameters, at } = draft;
  const joining = appraiseAllJoining(draft);
  if (joining.kind === 'weightless') return joining;
  const { weights, asked, appraisal } = joining;
  const recorded: RecordedContent = { ...content, proposer: draft.proposer };
  const revision: Revision = {
    proposal: draft.proposal,
    number: draft.number,
    content: recorded,
    hash: digests.sha256(digests.canonical(recorded)),
    scheme,
    parameters,
    total: sumOf(content.costs.map(({ amount }) => amount)),
    submittedAt: at,
    submittedBy: draft.submittedBy,
    closesAt: content.respondBy ?? deadlineAfter(at, scheme.responseWorkingDays, englandAndWales),
  };
  const requests = asked.map(({ borough, amount, ownLines }) => ({
    borough,
    ...(draft.boroughs.get(borough)?.kind === 'body' ? { kind: 'body' as const } : {}),
    name: draft.boroughs.get(borough)?.name ?? borough,
    lead: borough === content.leadBorough,
    weight: weightOf(weights, borough),
    asked: amount,
    ownLines,
    ...unanswered,
  }));
  return { kind: 'prepared', prepared: { revision, requests, appraisal } };
}

/** A request before anybody was asked. */
const unanswered = {
  asks: [],
  answer: null,
  late: null,
  delivery: 'pending',
  remindedAt: [],
  hold: { status: 'none', cells: [], committed: [] },
  silenceNote: null,
} as const;

function weightsOf({ content, boroughs, parameters }: Pick<RevisionDraft, 'content' | 'boroughs' | 'parameters'>) {
  const populations = new Map(
    [...boroughs].flatMap(([code, { population }]) => (population === null ? [] : [[code, population] as const])),
  );
  return resolveWeights(content, populations, parameters.confidence.reductions);
}

function weightOf(weights: readonly Weighted[], borough: BoroughCode): number {
  return weights.find((each) => each.borough === borough)?.weight ?? 0;
}
