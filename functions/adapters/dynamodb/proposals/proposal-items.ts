import type { Appraisal } from '../../../domain/appraisal/appraisal.ts';
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
import type { SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import { writeCells } from '../../../schemas/items/cells.ts';
import { type Attributes, dueAttributes, toItem } from '../table/items.ts';
import {
  appraisalKey,
  contributionKey,
  decisionKey,
  eventKey,
  headKey,
  referenceKey,
  reviewedKey,
  reviewKey,
  revisionKey,
  roundKey,
  signOffKey,
} from '../table/keys.ts';

/** The change that wrote an item: the version its head came to have. A reader tells by it what is newer than the head it read. */
interface Written {
  readonly proposal: string;
  readonly revision: number;
  readonly asOf: number;
}

/** Nulls are left out and lists joined, to stay within one write unit. */
export function headItem({ due, partners, authors, recused, ...kept }: Head): Attributes {
  return toItem(headKey(kept.id), {
    ...kept,
    partners: inWords(partners),
    authors: inWords(authors),
    recused: inWords(recused),
    closesAt: kept.closesAt ?? undefined,
    ending: kept.ending ?? undefined,
    endedAt: kept.endedAt ?? undefined,
    stopped: kept.stopped ?? undefined,
    ...dueAttributes(due),
  });
}

function inWords(words: readonly string[]): string {
  if (words.some((word) => word === '' || word.includes(' '))) throw new Error('A code or an id has no space in it');
  return words.join(' ');
}

/** Makes a reference unique: whoever puts it first has it. */
export function referenceItem({ reference, id }: Head): Attributes {
  return toItem(referenceKey(reference), { proposal: id });
}

/** `attempt` tells whose write it was, where a reply was lost. */
export function eventItem(event: ChainedEvent, attempt: string): Attributes {
  return toItem(eventKey(event.proposal, event.sequence), { ...event, attempt });
}

export function revisionItem(revision: Revision, { asOf }: Written): Attributes {
  return toItem(revisionKey(revision.proposal, revision.number), { ...revision, asOf });
}

/** Without `late` and `delivery`: those have items of their own, which this put must not overwrite. */
export function signOffItem(
  { hold, late: _late, delivery: _delivery, ...kept }: SignOffRequest,
  { proposal, revision, asOf }: Written,
): Attributes {
  return toItem(signOffKey(proposal, revision, kept.borough), { ...kept, ...holdFields(hold), asOf });
}

/** A hold as three attributes, so that a condition can ask for exactly this one. */
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

/** Without `late` and `delivery`, as for a sign-off. */
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

/** Contributions of one change are one set: where a later change shares the cost again, only the newest set counts. */
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
