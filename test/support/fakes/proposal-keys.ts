import type { Delivered } from '../../../functions/application/ports/record.ts';
import type { Appraisal } from '../../../functions/domain/appraisal/appraisal.ts';
import type { Confirming } from '../../../functions/domain/confirming/confirming.ts';
import type { ChainedEvent } from '../../../functions/domain/record/event-chain.ts';
import type {
  Contribution,
  DecisionRecord,
  Head,
  ReviewClose,
  Revision,
  RoundClose,
} from '../../../functions/domain/record/proposal-state.ts';
import type { Step } from '../../../functions/domain/record/step.ts';
import type { ReviewRequest } from '../../../functions/domain/review/review.ts';
import type { ReplacedAnswer, SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { FakeKey } from './fake-table.ts';

const six = (number: number) => String(number).padStart(6, '0');
const beside = (borough: BoroughCode, reviewer?: string) =>
  reviewer === undefined ? borough : `${borough} ${reviewer}`;

export const proposalPartition = (id: string) => `proposal ${id}`;

/** The keys of all items of one proposal. */
export function proposalKeys(id: string) {
  const pk = proposalPartition(id);
  return {
    head: (): FakeKey<Head> => ({ pk, sk: 'head' }),
    event: (sequence: number): FakeKey<StoredEvent> => ({ pk, sk: `event ${six(sequence)}` }),
    revision: (revision: number): FakeKey<Revision> => ({ pk, sk: `${revision} revision` }),
    signOff: (revision: number, borough: BoroughCode): FakeKey<SignOffRequest> => ({
      pk,
      sk: `${revision} sign-off ${borough}`,
    }),
    replacedAnswer: (revision: number, borough: BoroughCode, order: number): FakeKey<ReplacedAnswer> => ({
      pk,
      sk: `${revision} answer ${borough} ${six(order)}`,
    }),
    review: (revision: number, borough: BoroughCode, person: string): FakeKey<ReviewRequest> => ({
      pk,
      sk: `${revision} review ${borough} ${person}`,
    }),
    late: (
      revision: number,
      borough: BoroughCode,
      reviewer?: string,
    ): FakeKey<NonNullable<SignOffRequest['late']>> => ({
      pk,
      sk: `${revision} late ${beside(borough, reviewer)}`,
    }),
    delivery: (revision: number, borough: BoroughCode, step: Step, person: string): FakeKey<Delivered> => ({
      pk,
      sk: `${revision} delivery ${borough} ${step} ${person}`,
    }),
    round: (revision: number): FakeKey<RoundClose> => ({ pk, sk: `${revision} round` }),
    reviewed: (revision: number): FakeKey<ReviewClose> => ({ pk, sk: `${revision} reviewed` }),
    /** One set per revision. A later write replaces the whole set. */
    confirming: (revision: number): FakeKey<Confirming> => ({ pk, sk: `${revision} confirming` }),
    /** One set for each revision: a later one replaces it whole. */
    contributions: (revision: number): FakeKey<readonly Contribution[]> => ({ pk, sk: `${revision} contributions` }),
    appraisal: (revision: number): FakeKey<Appraisal> => ({ pk, sk: `${revision} appraisal` }),
    decision: (): FakeKey<DecisionRecord> => ({ pk, sk: 'decision' }),
  };
}

/** An event, and the change that wrote it. */
export interface StoredEvent {
  readonly event: ChainedEvent;
  readonly change: object;
}

export const referenceKey = (reference: string): FakeKey<string> => ({ pk: `reference ${reference}`, sk: '' });
