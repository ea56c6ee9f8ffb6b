import type {
  Change,
  Committed,
  Delivered,
  Proposals,
  Registered,
  Settlement,
  TokenRegistration,
} from '../../../functions/application/ports/record.ts';
import type { Movement } from '../../../functions/domain/money/budget.ts';
import type { ChainedEvent } from '../../../functions/domain/record/event-chain.ts';
import type { Head, ProposalState, Revision, Salts } from '../../../functions/domain/record/proposal-state.ts';
import type { TaskAttempt, TaskToken } from '../../../functions/domain/record/step.ts';
import type { ReviewRequest } from '../../../functions/domain/review/review.ts';
import type { ReplacedAnswer, SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { acknowledge, check, merged, move, put, refused, sameHold, type Tag, writesOf } from './change-writes.ts';
import { fakeKeys } from './fake-keys.ts';
import { OnTable } from './fake-table.ts';
import { proposalKeys, proposalPartition, type StoredEvent } from './proposal-keys.ts';
import { assemble, Items, reviewRequests, signOffs } from './proposal-state.ts';

/** The record of proposals in memory. It keeps the promises of `Proposals` despite the anomalies and faults of its table. */
export class FakeProposals extends OnTable implements Proposals {
  head(id: string): Promise<Head | undefined> {
    return this.table.get(proposalKeys(id).head());
  }

  async load(id: string): Promise<ProposalState | undefined> {
    const head = await this.head(id);
    if (head === undefined) return undefined;
    const items = await this.table.query(proposalPartition(id), '');
    const rest = items.filter(({ sk }) => sk !== 'head' && !sk.startsWith('event '));
    // Read again if an item is newer than the head: the query may have shown only a part of that change.
    return rest.every(({ asOf }) => asOf <= head.version) ? assemble(head, rest) : this.load(id);
  }

  revision(id: string, number: number): Promise<Revision | undefined> {
    return this.table.get(proposalKeys(id).revision(number));
  }

  async requests(id: string, revision: number): Promise<readonly SignOffRequest[]> {
    return signOffs(id, revision, new Items(await this.table.query(proposalPartition(id), `${revision} `)));
  }

  async replacedAnswers(id: string, revision: number): Promise<readonly ReplacedAnswer[]> {
    const items = new Items(await this.table.query(proposalPartition(id), `${revision} answer `));
    return items.beginning(`${revision} answer `);
  }

  async reviews(id: string, revision: number): Promise<readonly ReviewRequest[]> {
    return reviewRequests(id, revision, new Items(await this.table.query(proposalPartition(id), `${revision} `)));
  }

  async events(id: string, after: number, limit: number): Promise<readonly ChainedEvent[]> {
    const items = await this.table.query(proposalPartition(id), 'event ');
    return items
      .map(({ value }) => (value as StoredEvent).event)
      .filter(({ sequence }) => sequence > after)
      .slice(0, limit);
  }

  salts(id: string, sequence: number): Promise<Salts | undefined> {
    return this.table.get(fakeKeys.salts(id, sequence));
  }

  async commit(change: Change): Promise<Committed> {
    const written = await this.table.transact(
      'commit',
      writesOf(change, (id) => this.#exists(id)),
    );
    if (written.kind === 'written') return { kind: 'committed' };
    const own = proposalKeys(change.head.id).event(change.head.events);
    if (this.table.look(own)?.change === change) return { kind: 'committed' };
    if (written.kind === 'cancelled')
      return refused(written.failed, (movement) => this.table.look(fakeKeys.budget(movement)));
    return { kind: 'again', why: written.kind === 'throttled' ? 'throttled' : 'conflict' };
  }

  async registerToken({ token, expected, outbox, acknowledges }: TokenRegistration): Promise<Registered> {
    const key = fakeKeys.token(token.proposal, token.cycle, token.step);
    const written = await this.table.transact<Tag | 'token'>('registerToken', [
      check<Tag | 'token', Head>('head', proposalKeys(token.proposal).head(), (head) => head?.version === expected),
      {
        ...check<Tag | 'token', TaskToken>('token', key, (there) => !isNewer(there?.attempt, token.attempt)),
        next: () => token,
      },
      ...outbox.map((entry) => put(fakeKeys.outbox(entry.id), entry)),
      ...acknowledges.filter((id) => this.#exists(id)).map(acknowledge),
    ]);
    if (written.kind === 'written') return { kind: 'committed' };
    if (written.kind === 'cancelled') {
      return written.failed.includes('token') ? { kind: 'outdated' } : { kind: 'again', why: 'stale' };
    }
    if (written.kind === 'unknown' && this.table.look(key)?.token === token.token) return { kind: 'committed' };
    return { kind: 'again', why: written.kind === 'throttled' ? 'throttled' : 'conflict' };
  }

  reschedule(id: string, expected: number, next: Pick<Head, 'due' | 'attempts'>): Promise<boolean> {
    const key = proposalKeys(id).head();
    return this.table.write('reschedule', {
      ...check('write', key, (there) => there?.version === expected),
      next: (there) => ({ ...(there as Head | undefined), ...next }),
    });
  }

  async settle(settlement: Settlement): Promise<boolean> {
    const { proposal, revision, borough, from, to, movements } = settlement;
    const key = proposalKeys(proposal).signOff(revision, borough);
    for (;;) {
      const written = await this.table.transact<'hold' | Movement>('settle', [
        {
          ...check('hold', key, (request) => request !== undefined && sameHold(request.hold, from)),
          next: (request) => ({ ...(request as SignOffRequest), hold: to }),
        },
        ...merged(movements).map(move),
      ]);
      if (written.kind === 'written') return true;
      // The response was lost after the write. DynamoDB recognises the transaction by its token.
      if (written.kind === 'unknown' && this.table.look(key)?.hold === to) return true;
      if (written.kind !== 'cancelled') continue;
      if (written.failed.includes('hold')) return false;
      throw new Error(`The budgets of ${borough} hold less than proposal ${proposal} says`);
    }
  }

  async keepLate(
    proposal: string,
    revision: number,
    borough: BoroughCode,
    late: NonNullable<SignOffRequest['late']>,
    reviewer?: PersonId,
  ): Promise<void> {
    const key = proposalKeys(proposal).late(revision, borough, reviewer);
    await this.table.write('keepLate', { ...check('write', key, (there) => there === undefined), next: () => late });
  }

  async noteDelivery(proposal: string, revision: number, delivered: Delivered): Promise<void> {
    const key = proposalKeys(proposal).delivery(revision, delivered.borough, delivered.step, delivered.person);
    await this.table.write('noteDelivery', { tag: 'write', key, next: () => delivered });
  }

  #exists(entry: string): boolean {
    return this.table.look(fakeKeys.outbox(entry)) !== undefined;
  }
}

/** Whether the first attempt is newer than the second. False if one of them is not known. */
function isNewer(one: TaskAttempt | null | undefined, other: TaskAttempt | null): boolean {
  if (!one || !other) return false;
  return one.enteredAt === other.enteredAt ? one.retry > other.retry : one.enteredAt > other.enteredAt;
}
