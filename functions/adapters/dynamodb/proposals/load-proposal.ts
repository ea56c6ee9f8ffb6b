import type * as z from 'zod/mini';
import type { Appraisal } from '../../../domain/appraisal/appraisal.ts';
import type { Confirming } from '../../../domain/confirming/confirming.ts';
import { contributionsInForce } from '../../../domain/record/contributions.ts';
import type {
  Contribution,
  DecisionRecord,
  Head,
  ProposalState,
  ReviewClose,
  Revision,
  RoundClose,
} from '../../../domain/record/proposal-state.ts';
import type { Step } from '../../../domain/record/step.ts';
import type { ReviewRequest } from '../../../domain/review/review.ts';
import {
  type Delivery,
  deliveryTo,
  type ReplacedAnswer,
  type SignOffRequest,
} from '../../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../domain/vocabulary/borough.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { appraisal } from '../../../schemas/items/appraisal.ts';
import { delivered, late } from '../../../schemas/items/beside-request.ts';
import { head } from '../../../schemas/items/head.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { reviewRequest } from '../../../schemas/items/review-request.ts';
import { revision } from '../../../schemas/items/revision.ts';
import { confirming, contribution, decision, reviewClose, roundClose } from '../../../schemas/items/round.ts';
import { replacedAnswer, signOffRequest } from '../../../schemas/items/sign-off-request.ts';
import { type Attributes, parseItem } from '../table/items.ts';
import {
  headKey,
  proposalPartition,
  type Range,
  replacedAnswerRange,
  requestRanges,
  reviewRanges,
  revisionKey,
  stateRanges,
} from '../table/keys.ts';
import { getItem, queryRange } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

// The types belong to the domain, which schemas may not import. This checks that both agree.
const schemas = {
  head: reads<Head>()(head),
  revision: reads<Revision>()(revision),
  contribution: reads<Contribution>()(contribution),
  round: reads<RoundClose>()(roundClose),
  reviewed: reads<ReviewClose>()(reviewClose),
  confirming: reads<Confirming>()(confirming),
  decision: reads<DecisionRecord>()(decision),
};

/** The head, read consistently. */
export function loadHead(table: DynamoTable, id: ProposalId): Promise<Head | undefined> {
  return getItem(table, schemas.head, headKey(id));
}

/** One revision, also of an earlier number. */
export function loadRevision(table: DynamoTable, id: ProposalId, number: number): Promise<Revision | undefined> {
  return getItem(table, schemas.revision, revisionKey(id, number));
}

const maxTries = 4;

/**
 * Reads a proposal for a decision: the head first, so that the rest is never older than the head. The write is
 * conditional on that head. A query may show a newer change in pieces, so both are read again if the rest is newer than
 * the head. After four times it returns what it has, and a write on that is refused as stale.
 */
export async function loadProposal(table: DynamoTable, id: ProposalId): Promise<ProposalState | undefined> {
  for (let tries = 1; ; tries += 1) {
    const current = await loadHead(table, id);
    if (current === undefined) return undefined;
    const items = await queryAll(table, id, stateRanges(current.revision));
    if (tries === maxTries || items.every((item) => asOf(item) <= current.version)) return assemble(current, items);
  }
}

/** The sign-off requests of one revision. */
export async function loadRequests(
  table: DynamoTable,
  id: ProposalId,
  revisionNumber: number,
): Promise<readonly SignOffRequest[]> {
  return requestsOf(byKind(await queryAll(table, id, requestRanges(revisionNumber))));
}

/** The answers of one revision that no longer count, by borough and order. */
export async function loadReplacedAnswers(
  table: DynamoTable,
  id: ProposalId,
  revisionNumber: number,
): Promise<readonly ReplacedAnswer[]> {
  const items = await queryAll(table, id, [replacedAnswerRange(revisionNumber)]);
  return items.map((item) => parseItem<ReplacedAnswer>(replacedAnswer, item));
}

/** The review requests of one revision. */
export async function loadReviews(
  table: DynamoTable,
  id: ProposalId,
  revisionNumber: number,
): Promise<readonly ReviewRequest[]> {
  return reviewsOf(byKind(await queryAll(table, id, reviewRanges(revisionNumber))));
}

async function queryAll(table: DynamoTable, id: ProposalId, ranges: readonly Range[]): Promise<readonly Attributes[]> {
  const found = await Promise.all(ranges.map((range) => queryRange(table, proposalPartition(id), range)));
  return found.flat();
}

/** Version of the head that the item was written with; 0 for items that are written without the head. */
function asOf(item: Attributes): number {
  return Number(item.asOf?.N ?? 0);
}

/** Items by the first part of their sort key, in the table's order. */
type ByKind = ReadonlyMap<string, readonly Attributes[]>;

function byKind(items: readonly Attributes[]): ByKind {
  return Map.groupBy(items, (item) => item.sk?.S?.split('#', 1)[0] ?? '');
}

function assemble(current: Head, items: readonly Attributes[]): ProposalState {
  const kinds = byKind(items.filter((item) => isOfRevision(item, current.revision)));
  const requests = requestsOf(kinds);
  const recorded = newestSet(kinds.get('CONTRIBUTION') ?? []).map((item) => parseItem(schemas.contribution, item));
  return {
    head: current,
    revision: needed(kinds, 'REVISION', schemas.revision),
    requests,
    round: only(kinds, 'ROUND', schemas.round) ?? null,
    reviews: reviewsOf(kinds),
    review: only(kinds, 'REVIEWED', schemas.reviewed) ?? null,
    confirming: only(kinds, 'CONFIRMING', schemas.confirming) ?? null,
    contributions: contributionsInForce(recorded, requests),
    appraisal: needed<Appraisal>(kinds, 'APPRAISAL', appraisal),
    decision: only(kinds, 'DECISION', schemas.decision) ?? null,
  };
}

/** Whether an item belongs to this revision, or to the whole proposal because it names no revision. */
function isOfRevision(item: Attributes, revisionNumber: number): boolean {
  const inKey = item.sk?.S?.split('#')[1];
  const named = item.revision?.N ?? inKey;
  return named === undefined || Number(named) === revisionNumber;
}

/** Each change that shares the cost writes one set of contributions. Only the newest set counts. */
function newestSet(items: readonly Attributes[]): readonly Attributes[] {
  const newest = Math.max(0, ...items.map(asOf));
  return items.filter((item) => asOf(item) === newest);
}

function only<T>(kinds: ByKind, kind: string, schema: z.ZodMiniType<T>): T | undefined {
  const [item] = kinds.get(kind) ?? [];
  return item === undefined ? undefined : parseItem(schema, item);
}

function needed<T>(kinds: ByKind, kind: string, schema: z.ZodMiniType<T>): T {
  const found = only(kinds, kind, schema);
  if (found === undefined) throw new Error(`A proposal has a HEAD item but no ${kind} item`);
  return found;
}

function requestsOf(kinds: ByKind): readonly SignOffRequest[] {
  const beside = besideOf(kinds);
  return (kinds.get('SIGNOFF') ?? []).map((item) => {
    const request = parseItem(signOffRequest, item);
    const { borough, asks } = request;
    return {
      ...request,
      late: beside.late(borough),
      delivery: deliveryTo(asks, beside.delivered('sign-off', borough)),
    };
  });
}

/** In the order in which they were asked. */
function reviewsOf(kinds: ByKind): readonly ReviewRequest[] {
  const beside = besideOf(kinds);
  const reviews = (kinds.get('REVIEW') ?? []).map((item) => {
    const request = parseItem(reviewRequest, item);
    const { borough, person } = request;
    const delivery = beside.delivered('review', borough).get(person) ?? 'pending';
    return { ...request, late: beside.late(borough, person), delivery };
  });
  return reviews.toSorted((a, b) => (a.askedAt < b.askedAt ? -1 : Number(a.askedAt > b.askedAt)));
}

/** Items beside requests: late answers by borough or reviewer, and deliveries of emails by person. */
interface Beside {
  readonly late: (borough: string, reviewer?: string) => SignOffRequest['late'];
  readonly delivered: (step: Step, borough: string) => ReadonlyMap<PersonId, Delivery>;
}

function besideOf(kinds: ByKind): Beside {
  const lates = (kinds.get('LATE') ?? []).map((item) => parseItem(late, item));
  const mails = (kinds.get('DELIVERY') ?? []).map((item) => parseItem(delivered, item));
  return {
    late: (borough, reviewer) =>
      lates.find((each) => each.borough === borough && each.reviewer === reviewer)?.late ?? null,
    delivered: (step, borough) => {
      const own = mails.filter((each) => each.step === step && each.borough === borough);
      return new Map(own.map(({ person, delivery }) => [person, delivery]));
    },
  };
}
