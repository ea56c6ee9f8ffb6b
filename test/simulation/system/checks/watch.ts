import { isDeepStrictEqual } from 'node:util';
import type { Confirming } from '../../../../functions/domain/confirming/confirming.ts';
import type { Budget } from '../../../../functions/domain/money/budget.ts';
import type { OutboxEntry } from '../../../../functions/domain/record/outbox.ts';
import type {
  Contribution,
  Head,
  Person,
  ReviewClose,
  Revision,
  RoundClose,
} from '../../../../functions/domain/record/proposal-state.ts';
import type { ReportRow } from '../../../../functions/domain/record/report-row.ts';
import type { ReviewRequest } from '../../../../functions/domain/review/review.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough } from '../../../../functions/domain/vocabulary/borough.ts';
import {
  type BoroughCode,
  type ProposalId,
  type Status,
  transitions,
} from '../../../../functions/domain/vocabulary/proposal.ts';
import { gss, pid } from '../../../support/builders/ids.ts';
import type { FakeItem, FakeTable } from '../../../support/fakes/fake-table.ts';
import type { StoredEvent } from '../../../support/fakes/proposal-keys.ts';
import { Violation } from '../../simulation.ts';
import type { Tally } from '../../tally.ts';
import type { MailedLink } from '../mailed-link.ts';
import { checkAnswer, checkReviewer } from './answer-check.ts';
import { Chain } from './chain.ts';
import { isFreeAtClose } from './codes.ts';
import type { Register } from './eligible.ts';
import { checkFunded } from './funded-check.ts';
import { Ledger } from './ledger.ts';
import { checkAsked, checkCommitted, checkGreatest, checkHeld } from './money-check.ts';
import { checkOpen, checkReview, checkReviewed, checkRound } from './round-check.ts';

/** Items that are written only once. */
const once = [
  /^proposal \S+ event /,
  /^proposal \S+ \d+ revision$/,
  /^proposal \S+ decision$/,
  /^link /,
  /^salts /,
  /^reference /,
];
const ways: ReadonlySet<string> = new Set(
  Object.values(transitions).flatMap(({ from, to }) => from.map((status) => `${status} → ${to}`)),
);

/** A closed round, with the head and the round before it closed. */
interface Closed {
  readonly head: Head;
  readonly revision: number;
  readonly close: RoundClose;
  readonly before: RoundClose | undefined;
}

/**
 * Checks every write in the order of the table's stream: what must hold at every step of every history (docs/rules.md, Promises).
 * Passes on what the readers of the stream get.
 */
export class Watch {
  /** Outbox entries for the relay and proposals for the projection, in stream order. */
  readonly relays: string[] = [];
  readonly projections: ProposalId[] = [];
  readonly ledger = new Ledger();
  readonly heads = new Map<ProposalId, Head>();
  readonly chains = new Map<string, Chain>();
  /** The newest version of each item. */
  readonly items = new Map<string, unknown>();
  /** The newest version of each report row. */
  readonly rows = new Map<string, ReportRow>();
  /** The number of items written so far. */
  written = 0;
  /** The first failed check. */
  violation: Violation | undefined;
  readonly #table: FakeTable;
  readonly #tally: Tally;
  readonly #touched = new Set<string>();
  /** The previous version of each head. */
  readonly #before = new Map<string, Head>();
  /** Rounds that closed in the current transaction. */
  readonly #closed: Closed[] = [];
  /** The revision in which each answer was first written, by record number. */
  readonly #givenIn = new Map<string, number>();
  readonly #answered: { readonly id: ProposalId; readonly request: SignOffRequest }[] = [];
  readonly #asked: { readonly id: ProposalId; readonly revision: number; readonly request: ReviewRequest }[] = [];
  readonly #reviewed: { readonly id: ProposalId; readonly revision: number; readonly close: ReviewClose }[] = [];
  #boroughsBefore: ReadonlyMap<string, Borough> = new Map();

  constructor(table: FakeTable, tally: Tally) {
    this.#table = table;
    this.#tally = tally;
  }

  /** Notes a failed check. The history ends with this step. */
  violated(error: unknown, what = 'The workflow could not go on'): void {
    if (error instanceof Violation) this.violation ??= error;
    else this.violation ??= new Violation(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }

  /** The current boroughs and people. */
  readonly register: Register = {
    borough: (code) => this.items.get(`borough ${code}`) as Borough | undefined,
    person: (id) => this.items.get(`person ${id}`) as Person | undefined,
  };

  /** Whether a request was answered by this link, or passed on because of an interest. */
  usedBy({ proposal, revision, purpose, borough, person }: MailedLink, hash: string): boolean {
    if (purpose === 'review') {
      const request = this.items.get(`proposal ${proposal} ${revision} review ${borough} ${person}`);
      return (request as ReviewRequest | undefined)?.answer?.link === hash;
    }
    const request = this.items.get(`proposal ${proposal} ${revision} sign-off ${borough}`) as
      | SignOffRequest
      | undefined;
    if (purpose === 'confirm') {
      const confirming = this.items.get(`proposal ${proposal} ${revision} confirming`) as Confirming | undefined;
      // Who goes on without others says it on their requests, and a raise is an answer.
      const partners = this.heads.get(proposal)?.partners ?? [];
      const ended = partners.map(
        (code) =>
          (this.items.get(`proposal ${proposal} ${revision} sign-off ${code}`) as SignOffRequest | undefined)?.calledIn
            ?.ended,
      );
      const said = [request?.takenBack, request?.calledIn, confirming?.goneOn, ...ended];
      return request?.answer?.link === hash || said.some((word) => word?.by === person);
    }
    return request?.answer?.link === hash || request?.asks.some(({ passedOn }) => passedOn?.link === hash) === true;
  }

  /** Everyone who answered a sign-off, in any revision. */
  answeredBy(proposal: ProposalId): readonly string[] {
    return (
      this.chains
        .get(proposal)
        ?.events.flatMap(({ type, actor }) => (type === 'answered' && actor.kind === 'person' ? [actor.person] : [])) ??
      []
    );
  }

  look(): void {
    if (this.#table.changes.length === 0) return;
    try {
      for (const item of this.#table.changes.splice(0)) this.#see(item);
      this.ledger.compare();
      for (const closed of this.#closed.splice(0)) this.#checkRound(closed);
      for (const closed of this.#reviewed.splice(0)) this.#checkReview(closed);
      for (const { id, request } of this.#answered.splice(0)) this.#checkAnswer(id, request);
      for (const asked of this.#asked.splice(0)) this.#checkReviewer(asked);
      for (const id of this.#touched) {
        const head = this.heads.get(pid(id));
        if (head === undefined) continue;
        this.chains.get(id)?.compare(head);
        this.#checkOpen(head);
        this.#checkFunded(head);
      }
      this.#touched.clear();
    } catch (error) {
      this.violated(error, 'A write could not be looked at');
    }
  }

  #see({ pk, sk, value }: FakeItem): void {
    const key = sk === '' ? pk : `${pk} ${sk}`;
    const before = this.items.get(key);
    // The SDK writes the same item again if it got no reply.
    if (before !== undefined && before !== value && once.some((pattern) => pattern.test(key))) {
      throw new Violation(`${key} was written a second time`);
    }
    this.items.set(key, value);
    this.written += 1;
    if (pk.startsWith('proposal ')) this.#seeProposal(pid(pk.slice('proposal '.length)), sk, value, before);
    else if (pk.startsWith('budget ')) this.ledger.budget(value as Budget);
    else if (pk.startsWith('outbox ')) this.#seeOutbox(value as OutboxEntry);
    else if (pk.startsWith('row ')) this.#seeRow(key, value as ReportRow);
  }

  #seeProposal(id: ProposalId, sk: string, value: unknown, before: unknown): void {
    const [first = '', second = ''] = sk.split(' ');
    if (sk === 'head') this.#seeHead(value as Head, before as Head | undefined);
    else if (first === 'event') this.#seeEvent(id, (value as StoredEvent).event);
    else if (second === 'sign-off') {
      this.#noteGiven(Number(first), value as SignOffRequest);
      this.#seeAnswer(id, value as SignOffRequest, before as SignOffRequest | undefined);
      this.#seeHold(id, Number(first), value as SignOffRequest);
    } else if (second === 'round') {
      this.#seeRound(id, Number(first), value as RoundClose, before as RoundClose | undefined);
    } else if (second === 'reviewed') this.#reviewed.push({ id, revision: Number(first), close: value as ReviewClose });
    else if (second === 'review' && before === undefined) {
      this.#asked.push({ id, revision: Number(first), request: value as ReviewRequest });
    } else if (second === 'late') this.#tally.count('answer', 'late, and kept');
  }

  #seeHead(head: Head, before: Head | undefined): void {
    if (before !== undefined) this.#before.set(head.id, before);
    this.heads.set(head.id, head);
    this.projections.push(head.id);
    this.#touched.add(head.id);
    if (before?.version === head.version) {
      seeRearmed(head, before);
      return;
    }
    if (head.version !== (before?.version ?? 0) + 1) {
      throw new Violation(`The head of ${head.reference} goes from version ${before?.version} to ${head.version}`);
    }
    // One write may make several transitions, such as closing and ending.
    const way = `${before?.status ?? null} → ${head.status}`;
    if (before?.status !== head.status && !ways.has(way)) throw new Violation(`${way} is no transition`);
    this.#tally.count('status', head.status);
    if (before?.status !== head.status) this.#tally.count('transition', way);
  }

  #seeEvent(id: ProposalId, event: StoredEvent['event']): void {
    const chain = this.chains.get(id) ?? new Chain();
    this.chains.set(id, chain);
    chain.append(event);
    this.#tally.count('event', event.type);
    if (event.type === 'passed-on') this.#tally.count('passed on', event.data.why);
    if (event.type === 'answered' && event.data.silence) this.#seeDeemed(id, event.data);
  }

  /** R4, R26: silence is not approval if a lock prevented an answer. */
  #seeDeemed(
    proposal: ProposalId,
    { borough, revision }: { readonly borough: BoroughCode; readonly revision: number },
  ): void {
    this.#tally.count('answer', 'silence deemed approval');
    const closesAt = this.heads.get(proposal)?.closesAt;
    const place = { proposal, revision, purpose: 'sign-off', borough, person: '' } as const;
    if (!closesAt || !isFreeAtClose(this, place, closesAt)) {
      throw new Violation(`R26: the silence of ${borough} counts, which may have been kept from answering`);
    }
  }

  #seeRound(id: ProposalId, revision: number, close: RoundClose, before: RoundClose | undefined): void {
    if (before !== undefined && close.withdrawal !== undefined) {
      seeWithdrawn(id, close, before);
      return;
    }
    const head = this.#before.get(id);
    this.#tally.count('round', close.kind);
    if (head !== undefined) this.#closed.push({ head, revision, close, before });
  }

  #checkRound({ head, revision, close, before: closedBefore }: Closed): void {
    const of = `proposal ${head.id} ${revision}`;
    const content = this.items.get(`${of} revision`) as Revision;
    if (close.kind === 'carried') this.#tally.count('R10 key', content.content.apportionment);
    checkAsked(content.content, this.#signOffs(content));
    for (const request of this.#signOffs(content)) checkHeld(content, request, close);
    const contributions = (this.items.get(`${of} contributions`) as readonly Contribution[] | undefined) ?? [];
    const before: Register = { ...this.register, borough: (code) => this.#boroughsBefore.get(code) };
    checkRound({
      head,
      revision: content,
      requests: this.#signOffs(content),
      close,
      closedBefore,
      contributions,
      registers: [this.register, before],
    });
    if (close.kind !== 'carried') return;
    checkGreatest(content.content, contributions);
    const now = this.heads.get(head.id);
    const reviewed = now?.status === 'roi-review' || this.items.has(`${of} reviewed`);
    if (now?.status === 'roi-review' || now?.ending === 'funded') checkReviewed(content, reviewed);
  }

  #checkReview({ id, revision, close }: { id: ProposalId; revision: number; close: ReviewClose }): void {
    const prefix = `proposal ${id} ${revision} review `;
    const requests = [...this.items].flatMap(([key, value]) =>
      key.startsWith(prefix) ? [value as ReviewRequest] : [],
    );
    this.#tally.count('review', close.outcome);
    const signOffs = this.#signOffs(this.items.get(`proposal ${id} ${revision} revision`) as Revision);
    checkReview({ requests, signOffs, close });
  }

  /** The revision is found by when the answer was written, not by what the answer says. */
  #checkFunded(head: Head): void {
    if (head.ending !== 'funded' || this.#before.get(head.id)?.ending === 'funded') return;
    const revisionOf = (number: number) => this.items.get(`proposal ${head.id} ${number} revision`) as Revision;
    const revision = revisionOf(head.revision);
    const paid = this.items.get(`proposal ${head.id} ${head.revision} contributions`) as readonly Contribution[];
    const givenFor = (record: string) => {
      const number = this.#givenIn.get(record);
      return number === undefined ? undefined : revisionOf(number);
    };
    checkFunded({ revision, requests: this.#signOffs(revision), contributions: paid, givenFor });
    this.#tally.count('funded', head.revision === 1 ? 'as first submitted' : 'as revised');
  }

  #checkAnswer(id: ProposalId, request: SignOffRequest): void {
    const head = this.#before.get(id);
    if (head !== undefined) checkAnswer(head, request, this.register);
  }

  #checkReviewer({ id, revision, request }: { id: ProposalId; revision: number; request: ReviewRequest }): void {
    const head = this.heads.get(id);
    if (head === undefined) return;
    const of = `proposal ${id} ${revision}`;
    const paid = (this.items.get(`${of} contributions`) as readonly Contribution[] | undefined) ?? [];
    const before: Register = { ...this.register, borough: (code) => this.#boroughsBefore.get(code) };
    const contributors = paid.map(({ borough }) => borough);
    const prefix = `${of} review `;
    const asked = [...this.items.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => gss(key.slice(prefix.length).split(' ')[0] ?? ''));
    checkReviewer({ head, request, contributors, asked, answered: this.answeredBy(id) }, [this.register, before]);
  }

  /** R5: a round in which everybody has answered, or that can only fail, is not left open. */
  #checkOpen(head: Head): void {
    if (head.status !== 'sign-off' || !head.opened) return;
    const revision = this.items.get(`proposal ${head.id} ${head.revision} revision`) as Revision;
    const at = this.chains.get(head.id)?.events.at(-1)?.at;
    if (at !== undefined) checkOpen({ head, revision, requests: this.#signOffs(revision), at });
  }

  #signOffs({ proposal, number, content }: Revision): readonly SignOffRequest[] {
    const of = `proposal ${proposal} ${number} sign-off`;
    return content.partners.map(({ borough }) => this.items.get(`${of} ${borough}`) as SignOffRequest);
  }

  /** A step begins. A process that starts with it may have read the boroughs in their current state. */
  begin(codes: readonly BoroughCode[]): void {
    this.#boroughsBefore = new Map(
      codes.flatMap((code) => {
        const borough = this.register.borough(code);
        return borough === undefined ? [] : [[code, borough] as const];
      }),
    );
  }

  #seeHold(id: ProposalId, revision: number, request: SignOffRequest): void {
    this.ledger.request(id, revision, request);
    if (request.hold.status !== 'committed') return;
    const of = `proposal ${id} ${revision}`;
    const revised = this.items.get(`${of} revision`) as Revision;
    const contributions = (this.items.get(`${of} contributions`) as readonly Contribution[] | undefined) ?? [];
    const paid = contributions.find(({ borough }) => borough === request.borough);
    checkCommitted(revised, request, paid?.cells ?? []);
  }

  #noteGiven(revision: number, { answer }: SignOffRequest): void {
    if (answer !== null && !this.#givenIn.has(answer.record)) this.#givenIn.set(answer.record, revision);
  }

  /** R1, promise 4: the newest answer counts, and it names the one that it replaces. */
  #seeAnswer(id: ProposalId, request: SignOffRequest, before: SignOffRequest | undefined): void {
    if (request.answer !== null && before !== undefined && before.answer === null) this.#answered.push({ id, request });
    if (before === undefined || before.answer === null || before.answer === request.answer) return;
    // R7: an approval of an earlier revision is set aside before the round opens, where its moved hold has no room.
    const aside =
      request.answer === null && before.answer.answeredRevision !== undefined ? request.setAside : undefined;
    if (aside?.answer.record === before.answer.record) return;
    const [old, now] = [before.answer, request.answer];
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    // An interest that is declared afterwards sets the answer aside (R1).
    if (now === null && request.asks.some(({ passedOn }) => passedOn?.why === 'recused')) return;
    if (now?.replaces !== old.record || now.record === old.record) {
      throw new Violation(`R1: the answer ${old.record} gave way to ${now?.record}, which replaces ${now?.replaces}`);
    }
    if ((request.answers ?? 1) > 20) throw new Violation(`R1: ${request.borough} answered a 21st time`);
    this.#answered.push({ id, request });
    this.#tally.count('answer', 'replaced');
  }

  #seeRow(key: string, row: ReportRow): void {
    if (row.version < (this.rows.get(key)?.version ?? -1)) {
      throw new Violation(`${key} was replaced by an older row`);
    }
    this.rows.set(key, row);
  }

  #seeOutbox(entry: OutboxEntry): void {
    if (entry.status === 'pending') this.relays.push(entry.id);
  }
}

function seeRearmed(head: Head, before: Head): void {
  const same = (Object.keys(head) as (keyof Head)[]).every(
    (key) => key === 'due' || key === 'attempts' || JSON.stringify(head[key]) === JSON.stringify(before[key]),
  );
  if (!same) throw new Violation(`The head of ${head.reference} changed without a new version`);
}

/** A closed round does not close again when the proposal is withdrawn later. */
function seeWithdrawn(id: ProposalId, { withdrawal: _, ...close }: RoundClose, before: RoundClose): void {
  if (isDeepStrictEqual(close, before)) return;
  throw new Violation(`R6: withdrawing ${id} changed how its round had closed`);
}

/** The transitions between statuses that histories can reach. */
export const reachableWays: readonly string[] = [...ways].filter((way) => {
  const [from, to] = way.split(' → ') as [Status | 'null', Status];
  // Gates close (R22). Waiting for a revision needs no execution, so nothing stops there.
  const stops = [from, to].includes('needs-attention') && [from, to].includes('changes-requested');
  // Only a revocation that leaves too little, beside a wish for changes, leads there: too rare for every run (R29).
  const rare = way === 'roi-review → changes-requested';
  return from !== to && to !== 'closed' && !stops && !rare;
});
