import type { Appraisal } from '../../../domain/appraisal/appraisal.ts';
import type { Confirming } from '../../../domain/confirming/confirming.ts';
import type { ChainedEvent } from '../../../domain/record/event-chain.ts';
import type {
  Contribution,
  DecisionRecord,
  Head,
  ReviewClose,
  Revision,
  RoundClose,
} from '../../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../../domain/review/review.ts';
import type { ReplacedAnswer, SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../domain/vocabulary/borough.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { writeCells } from '../../../schemas/items/cells.ts';
import { writeCodes, writeTopUp } from '../../../schemas/items/head.ts';
import { type Attributes, dueAttributes, toItem } from '../table/items.ts';
import {
  appraisalKey,
  confirmingKey,
  contributionKey,
  decisionKey,
  eventKey,
  headKey,
  referenceKey,
  replacedAnswerKey,
  reviewedKey,
  reviewKey,
  revisionKey,
  roundKey,
  signOffKey,
} from '../table/keys.ts';

/** The version of the head after the change that wrote an item. A reader uses it to see what is newer than its head. */
interface Written {
  readonly proposal: ProposalId;
  readonly revision: number;
  readonly asOf: number;
}

/** Nulls are left out and lists are joined, so that the head stays within one write unit. */
export function headItem({ due, partners, authors, recused, ...kept }: Head): Attributes {
  return toItem(headKey(kept.id), {
    ...kept,
    partners: writeCodes(partners),
    authors: inWords(authors),
    recused: inWords(recused),
    closesAt: kept.closesAt ?? undefined,
    topUp: kept.topUp ? writeTopUp(kept.topUp) : undefined,
    ending: kept.ending ?? undefined,
    endedAt: kept.endedAt ?? undefined,
    stopped: kept.stopped ?? undefined,
    ...dueAttributes(due),
  });
}

function inWords(words: readonly PersonId[]): string {
  if (words.some((word) => word === '' || word.includes(' '))) throw new Error('An id has no space in it');
  return words.join(' ');
}

/** Reserves a reference for the proposal that writes it first. */
export function referenceItem({ reference, id }: Head): Attributes {
  return toItem(referenceKey(reference), { proposal: id });
}

/** `attempt` says which attempt wrote the event, for the case that its reply was lost. */
export function eventItem(event: ChainedEvent, attempt: string): Attributes {
  return toItem(eventKey(event.proposal, event.sequence), { ...event, attempt });
}

export function revisionItem(revision: Revision, { asOf }: Written): Attributes {
  return toItem(revisionKey(revision.proposal, revision.number), { ...revision, asOf });
}

/** Without `late` and `delivery`, which have their own items. This put must not overwrite them. */
export function signOffItem(
  { hold, late: _late, delivery: _delivery, ...kept }: SignOffRequest,
  { proposal, revision, asOf }: Written,
): Attributes {
  return toItem(signOffKey(proposal, revision, kept.borough), { ...kept, ...holdFields(hold), asOf });
}

export function replacedAnswerItem(replaced: ReplacedAnswer, { proposal, revision, asOf }: Written): Attributes {
  return toItem(replacedAnswerKey(proposal, revision, replaced.borough, replaced.order), { ...replaced, asOf });
}

/** A hold as three attributes, so that a condition can require exactly this hold. */
export function holdFields(hold: SignOffRequest['hold']): {
  readonly holdStatus: string;
  readonly holdCells: string;
  readonly holdCommitted: string;
} {
  return {
    holdStatus: hold.status,
    holdCells: writeCells(hold.cells),
    holdCommitted: writeCells(hold.committed),
  };
}

/** Without `late` and `delivery`, as for a sign-off request. */
export function reviewItem(
  { late: _late, delivery: _delivery, ...kept }: ReviewRequest,
  { proposal, revision, asOf }: Written,
): Attributes {
  return toItem(reviewKey(proposal, revision, kept.borough, kept.person), { ...kept, asOf });
}

export function roundItem(round: RoundClose, { proposal, revision, asOf }: Written): Attributes {
  return toItem(roundKey(proposal, revision), { ...round, asOf });
}

export function reviewedItem(review: ReviewClose, { proposal, revision, asOf }: Written): Attributes {
  return toItem(reviewedKey(proposal, revision), { ...review, asOf });
}

export function confirmingItem(confirming: Confirming, { proposal, revision, asOf }: Written): Attributes {
  return toItem(confirmingKey(proposal, revision), { ...confirming, asOf });
}

/** The contributions of one change are one set. If a later change shares the cost again, only the newest set counts. */
export function contributionItem(contribution: Contribution, { proposal, revision, asOf }: Written): Attributes {
  const { borough, amount, cells } = contribution;
  return toItem(contributionKey(proposal, borough), { borough, amount, cells: writeCells(cells), revision, asOf });
}

export function appraisalItem(appraisal: Appraisal, { proposal, revision, asOf }: Written): Attributes {
  return toItem(appraisalKey(proposal, revision), { ...appraisal, asOf });
}

export function decisionItem(decision: DecisionRecord, { proposal, asOf }: Written): Attributes {
  return toItem(decisionKey(proposal), { ...decision, asOf });
}
