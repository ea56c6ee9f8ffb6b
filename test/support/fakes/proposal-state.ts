import type { Delivered } from '../../../functions/application/ports/record.ts';
import { contributionsInForce } from '../../../functions/domain/record/contributions.ts';
import type { Head, ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../../functions/domain/review/review.ts';
import { deliveryTo, type SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import type { FakeItem, FakeKey } from './fake-table.ts';
import { proposalKeys } from './proposal-keys.ts';

/** The items that a query returned, by key. */
export class Items {
  readonly #items: ReadonlyMap<string, FakeItem>;

  constructor(items: readonly FakeItem[]) {
    this.#items = new Map(items.map((item) => [item.sk, item]));
  }

  at<T>({ sk }: FakeKey<T>): T | undefined {
    // Only writes with the same type of key put a value there.
    return this.#items.get(sk)?.value as T | undefined;
  }

  beginning<T>(prefix: string): readonly T[] {
    const found: T[] = [];
    for (const [sk, { value }] of this.#items) if (sk.startsWith(prefix)) found.push(value as T);
    return found;
  }
}

/** The state of a proposal, made from its head and its other items. */
export function assemble(head: Head, rest: readonly FakeItem[]): ProposalState {
  const items = new Items(rest);
  const keys = proposalKeys(head.id);
  const { revision } = head;
  const [content, appraisal] = [items.at(keys.revision(revision)), items.at(keys.appraisal(revision))];
  if (content === undefined || appraisal === undefined) throw new Error('The proposal has a head but no revision');
  const requests = signOffs(head.id, revision, items);
  const recorded = (items.at(keys.contributions(revision)) ?? []).toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
  return {
    head,
    revision: content,
    requests,
    round: items.at(keys.round(revision)) ?? null,
    reviews: reviewRequests(head.id, revision, items),
    review: items.at(keys.reviewed(revision)) ?? null,
    confirming: items.at(keys.confirming(revision)) ?? null,
    contributions: contributionsInForce(recorded, requests),
    appraisal,
    decision: items.at(keys.decision()) ?? null,
  };
}

/** The review requests of a revision in the order of asking, each with its late answer and its delivery. */
export function reviewRequests(id: string, revision: number, items: Items): readonly ReviewRequest[] {
  const keys = proposalKeys(id);
  const reviews = items.beginning<ReviewRequest>(`${revision} review `).map((request) => ({
    ...request,
    late: items.at(keys.late(revision, request.borough, request.person)) ?? null,
    delivery: items.at(keys.delivery(revision, request.borough, 'review', request.person))?.delivery ?? 'pending',
  }));
  return reviews.toSorted((a, b) => (a.askedAt < b.askedAt ? -1 : Number(a.askedAt > b.askedAt)));
}

function notedOf(items: Items, prefix: string): ReadonlyMap<PersonId, Delivered['delivery']> {
  return new Map(items.beginning<Delivered>(prefix).map(({ person, delivery }) => [person, delivery]));
}

/** The sign-off requests of a revision, each with its late answer and its delivery. */
export function signOffs(id: string, revision: number, items: Items): readonly SignOffRequest[] {
  const keys = proposalKeys(id);
  return items.beginning<SignOffRequest>(`${revision} sign-off `).map((request) => ({
    ...request,
    late: items.at(keys.late(revision, request.borough)) ?? null,
    delivery: deliveryTo(request.asks, notedOf(items, `${revision} delivery ${request.borough} sign-off `)),
  }));
}
