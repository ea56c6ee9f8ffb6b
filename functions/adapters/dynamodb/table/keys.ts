import type { Step } from '../../../domain/record/step.ts';
import type { FinancialYear } from '../../../domain/vocabulary/calendar.ts';
import type { BoroughCode, Kind, ProposalId } from '../../../domain/vocabulary/proposal.ts';

/** The whole primary key of an item. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Sort keys of one partition, including both ends. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Sorts after every character that a key can have in its place. */
const last = '~';
const alone = '-';

const four = (number: number) => String(number).padStart(4, '0');
const six = (number: number) => String(number).padStart(6, '0');
/** What the partition of each proposal begins with. */
export const proposalPrefix = 'PROPOSAL#';
/** The sort key of each head. */
export const headSort = 'HEAD';
const proposal = (id: ProposalId) => `${proposalPrefix}${id}`;

export const proposalPartition = proposal;
export const headKey = (id: ProposalId): Key => ({ pk: proposal(id), sk: headSort });
/** One per reference, in its own partition, so that no two proposals share a reference. */
export const referenceKey = (reference: string): Key => ({ pk: `${proposalPrefix}${reference}`, sk: 'REFERENCE' });
export const revisionKey = (id: ProposalId, revision: number): Key => ({
  pk: proposal(id),
  sk: `REVISION#${four(revision)}`,
});
export const signOffKey = (id: ProposalId, revision: number, borough: BoroughCode): Key => ({
  pk: proposal(id),
  sk: `SIGNOFF#${four(revision)}#${borough}`,
});
/** An answer that no longer counts. It sorts before everything that is read to decide. */
export const replacedAnswerKey = (id: ProposalId, revision: number, borough: BoroughCode, order: number): Key => ({
  pk: proposal(id),
  sk: `ANSWER#${four(revision)}#${borough}#${four(order)}`,
});
/** A borough may have several: the request that was passed on and its next reviewer's. */
export const reviewKey = (id: ProposalId, revision: number, borough: BoroughCode, person: string): Key => ({
  pk: proposal(id),
  sk: `REVIEW#${four(revision)}#${borough}#${person}`,
});
/** Beside a borough's sign-off request, or beside that reviewer's request. */
export const lateKey = (id: ProposalId, revision: number, borough: BoroughCode, reviewer?: string): Key => ({
  pk: proposal(id),
  sk: `LATE#${four(revision)}#${borough}${reviewer === undefined ? '' : `#${reviewer}`}`,
});
/** To one officer who was asked for the sign-off, or to one reviewer. */
export const deliveryKey = (
  id: ProposalId,
  revision: number,
  borough: BoroughCode,
  step: Step,
  person: string,
): Key => ({
  pk: proposal(id),
  sk: `DELIVERY#${four(revision)}#${borough}#${step}#${person}`,
});
export const roundKey = (id: ProposalId, revision: number): Key => ({
  pk: proposal(id),
  sk: `ROUND#${four(revision)}`,
});
export const reviewedKey = (id: ProposalId, revision: number): Key => ({
  pk: proposal(id),
  sk: `REVIEWED#${four(revision)}`,
});
export const confirmingKey = (id: ProposalId, revision: number): Key => ({
  pk: proposal(id),
  sk: `CONFIRMING#${four(revision)}`,
});
export const contributionKey = (id: ProposalId, borough: BoroughCode): Key => ({
  pk: proposal(id),
  sk: `CONTRIBUTION#${borough}`,
});
export const appraisalKey = (id: ProposalId, revision: number): Key => ({
  pk: proposal(id),
  sk: `APPRAISAL#${four(revision)}`,
});
export const decisionKey = (id: ProposalId): Key => ({ pk: proposal(id), sk: 'DECISION' });
export const eventKey = (id: ProposalId, sequence: number): Key => ({ pk: proposal(id), sk: `EVENT#${six(sequence)}` });
export const eventsFrom = (sequence: number): Range => ({ from: `EVENT#${six(sequence)}`, to: `EVENT#${last}` });

export const saltsKey = (id: ProposalId, sequence: number): Key => ({ pk: `SALT#${id}`, sk: six(sequence) });
export const tokenKey = (id: ProposalId, cycle: number, step: string): Key => ({
  pk: `TOKEN#${id}`,
  sk: `${cycle}#${step}`,
});
export const personKey = (id: string): Key => ({ pk: `PERSON#${id}`, sk: alone });
export const budgetKey = (borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Key => ({
  pk: `BUDGET#${borough}#${financialYear}#${kind}`,
  sk: 'HEAD',
});
export const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: alone });
export const codesKey = (request: string): Key => ({ pk: `CODE#${request}`, sk: alone });
export const replyKey = (hash: string): Key => ({ pk: `IDEMPOTENCY#${hash}`, sk: alone });
/** The rest of a reply that is too long for one item; parts count from 1. */
export const replyPartKey = (hash: string, part: number): Key => ({ pk: `IDEMPOTENCY#${hash}`, sk: four(part) });
export const outboxKey = (id: string): Key => ({ pk: `OUTBOX#${id}`, sk: alone });
export const boroughKey = (borough: BoroughCode): Key => ({ pk: `BOROUGH#${borough}`, sk: alone });
export const schemeKey = (name: string): Key => ({ pk: `SCHEME#${name}`, sk: alone });
/** The partition of all parameter sets that operators added. */
export const parameterSetPartition = 'PARAMETERS#ADDED';
export const parameterSetKey = (id: string): Key => ({ pk: parameterSetPartition, sk: `SET#${id}` });
export const parameterSetRange: Range = { from: 'SET#', to: `SET#${last}` };
export const keyKey = (id: string): Key => ({ pk: `KEY#${id}`, sk: alone });
/** For one representation of a report: its newest snapshot, and whether it is wanted. */
export const snapshotKey = (id: string): Key => ({ pk: `SNAPSHOT#${id}`, sk: 'MADE' });
export const wantedSnapshotKey = (id: string): Key => ({ pk: `SNAPSHOT#${id}`, sk: 'WANTED' });
export const rowKey = (id: ProposalId, row: string): Key => ({ pk: `ROW#${id}`, sk: row });
/** All rows of a proposal. */
export const rowRange: Range = { from: 'BENEFITS#', to: `ROI#${last}` };

/** The requests of a revision, with the items beside them. */
export function requestRanges(revision: number): readonly Range[] {
  const of = four(revision);
  return ['DELIVERY', 'LATE', 'SIGNOFF'].map((item) => within(`${item}#${of}#`));
}

/** The answers of a revision that no longer count. */
export function replacedAnswerRange(revision: number): Range {
  return within(`ANSWER#${four(revision)}#`);
}

/** The review requests of a revision, with the items beside them. */
export function reviewRanges(revision: number): readonly Range[] {
  const of = four(revision);
  return ['DELIVERY', 'LATE', 'REVIEW'].map((item) => within(`${item}#${of}#`));
}

/**
 * Everything of a proposal at `revision`, except its head and events. For the first revision two ranges around the
 * events and the head are enough. Later ones are read kind by kind, because older revisions' items lie between. Items
 * that a newer revision wrote meanwhile may be included; the reader recognises them by their version.
 */
export function stateRanges(revision: number): readonly Range[] {
  const of = four(revision);
  if (revision === 1) {
    return [
      { from: `APPRAISAL#${of}`, to: `DELIVERY#${of}#${last}` },
      { from: `LATE#${of}#`, to: `SIGNOFF#${of}#${last}` },
    ];
  }
  return [
    { from: `APPRAISAL#${of}`, to: 'DECISION' },
    { from: `REVIEW#${of}#`, to: `REVIEWED#${of}` },
    { from: `REVISION#${of}`, to: `REVISION#${of}` },
    { from: `ROUND#${of}`, to: `ROUND#${of}` },
    ...requestRanges(revision),
  ];
}

function within(prefix: string): Range {
  return { from: prefix, to: `${prefix}${last}` };
}
