import { answerRequest } from '../../../functions/application/links/answer-request.ts';
import { type LinkAddress, readChanges, readLink } from '../../../functions/application/links/read-link.ts';
import { type RevisionResult, reviseProposal } from '../../../functions/application/proposals/revise-proposal.ts';
import {
  type InvalidSubmission,
  type Submission,
  type Submitted,
  submitProposal,
} from '../../../functions/application/proposals/submit-proposal.ts';
import {
  type Withdrawal,
  type WithdrawalResult,
  withdrawProposal,
} from '../../../functions/application/proposals/withdraw-proposal.ts';
import {
  type Revocation,
  type RevocationResult,
  revokeApproval,
} from '../../../functions/application/revocation/revoke-approval.ts';
import {
  type Extension,
  type ExtensionResult,
  extendSignOff,
} from '../../../functions/application/sign-off/extend-sign-off.ts';
import type { LinkView } from '../../../functions/application/views/pages.ts';
import { reviewedHash } from '../../../functions/application/views/shares-changed.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import {
  type Resumption,
  type ResumptionResult,
  resumeProposal,
} from '../../../functions/application/workflow/resume-proposal.ts';
import { type Swept, sweep } from '../../../functions/application/workflow/sweep.ts';
import type { ConfirmAnswerKind } from '../../../functions/domain/confirming/confirm-answer.ts';
import { type Budget, emptyBudget } from '../../../functions/domain/money/budget.ts';
import type { LinkPurpose } from '../../../functions/domain/record/access.ts';
import type { ChainedEvent } from '../../../functions/domain/record/event-chain.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { ReviewFormKind } from '../../../functions/domain/review/review.ts';
import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import {
  addDays,
  type FinancialYear,
  type Instant,
  londonDate,
} from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, Kind, ProposalContent, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import { type AnswerView, answerView, type PageReads } from '../../../functions/web/answer-view.ts';
import { aBorough, everyBorough } from '../builders/boroughs.ts';
import { aScheme } from '../builders/schemes.ts';
import { Crash, type Fault, type WriteAttempt } from '../fakes/fake-table.ts';
import { filledIn, type Given } from './answer-page.ts';
import { machineOf, UnreliableExecutions } from './machine.ts';
import { type Delivered, deliver, tokensIn } from './mail-room.ts';
import { world } from './world.ts';

export interface CoalitionOptions {
  readonly now?: Instant;
  readonly seed?: number;
  /** All 33 unless given. */
  readonly boroughs?: readonly Borough[];
  /** Pence of each budget kind in each year. */
  readonly allocated?: number;
  readonly schemes?: readonly (Partial<Scheme> & Pick<Scheme, 'name'>)[];
}

interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

const financialYears = ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31', '2031-32'] as const;
/** Who acts for the secretariat. */
const secretariat = { name: 'Secretariat', holder: 'secretary@office.example' };
/** How often the stream and the queue repeat a record. */
const deliveries = 3;

/** A coalition in memory with all readers of its table. Deterministic: no real time, one seed. */
export class MemoryCoalition {
  readonly world: ReturnType<typeof world>;
  readonly machine: ReturnType<typeof machineOf>;
  readonly executions: UnreliableExecutions;
  readonly mails: Delivered[] = [];
  /** Failures of the sweep, the stream and the queue. */
  readonly failures: unknown[] = [];
  /** How often the queue delivers each email. */
  copies = 1;
  /** Tasks of the workflow that always fail. */
  readonly broken = new Set<'open' | 'settle'>();
  /** Chooses the fault of each write. */
  faultOf: (attempt: WriteAttempt) => Fault = () => 'none';
  readonly deps;
  #dead = false;

  constructor(options: CoalitionOptions = {}) {
    this.world = world({ now: '2026-11-23T10:00:00.000Z', ...options });
    const { table } = this.world;
    table.faultOf = (attempt) => {
      const fault = this.faultOf(attempt);
      this.#dead ||= fault.startsWith('crash');
      return fault;
    };
    // A process that ended never reads or writes again, even if its error is caught.
    table.pace = async () => {
      if (this.#dead) throw new Crash('Ended before this');
    };
    this.machine = machineOf(
      this.world,
      (work) => this.invoke(work),
      (task) => !this.broken.has(task),
    );
    this.executions = new UnreliableExecutions(this.machine);
    this.deps = { ...this.world, executions: this.executions, allowShortResponses: false, allowStages: true };
  }

  /** One process. If it crashes, everything else continues. */
  async invoke<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.#dead;
    this.#dead = false;
    try {
      return await work();
    } finally {
      this.#dead = outer;
    }
  }

  get now(): Instant {
    return this.world.clock.now();
  }

  advance({ days = 0, hours = 0, minutes = 0 }: Duration): void {
    this.world.clock.advance(((days * 24 + hours) * 60 + minutes) * 60_000);
  }

  /** Submits, and runs all effects. Throws if the submission is refused. */
  async submit(value: ProposalContent, more: Partial<Submission> = {}): Promise<ProposalId> {
    const submitted = await this.trySubmit(value, more);
    if (submitted.kind === 'invalid') throw new Error(JSON.stringify(submitted.faults));
    await this.settleDown();
    return submitted.id;
  }

  trySubmit(value: ProposalContent, more: Partial<Submission> = {}): Promise<Submitted | InvalidSubmission> {
    const submission = { content: { kind: 'read', value }, holder: null, at: this.now, reply: null, ...more } as const;
    return this.invoke(() => submitProposal(this.deps, submission));
  }

  async state(id: ProposalId): Promise<ProposalState> {
    const state = await this.world.proposals.load(id);
    if (state === undefined) throw new Error(`There is no proposal ${id}`);
    return state;
  }

  async request(id: ProposalId, borough: BoroughCode) {
    const request = (await this.state(id)).requests.find((each) => each.borough === borough);
    if (request === undefined) throw new Error(`${borough} is not invited`);
    return request;
  }

  events(id: ProposalId): Promise<readonly ChainedEvent[]> {
    return this.world.proposals.events(id, 0, 10_000);
  }

  async budget(
    borough: BoroughCode,
    financialYear: FinancialYear = '2026-27',
    kind: Kind = 'revenue',
  ): Promise<Budget> {
    return (await this.world.budgets.get(borough, financialYear, kind)) ?? emptyBudget(borough, financialYear, kind);
  }

  /** Tokens of the links that were mailed about a borough's request, or to the proposer, oldest first. */
  links(id: ProposalId, borough: BoroughCode | null, purpose: LinkPurpose = 'sign-off'): readonly string[] {
    return tokensIn(this.mails, id, borough, purpose);
  }

  link(id: ProposalId, borough: BoroughCode | null, purpose: LinkPurpose = 'sign-off'): string {
    const token = this.links(id, borough, purpose).at(-1);
    if (token === undefined) throw new Error(`No ${purpose} link was mailed for ${borough}`);
    return token;
  }

  read(token: string, address: LinkAddress = 'answer'): Promise<LinkView> {
    return this.invoke(() => readLink(this.deps, address, token));
  }

  /** Answers for a borough by its newest link, and runs all effects. */
  async answer(
    id: ProposalId,
    borough: BoroughCode,
    given: Given,
    token = this.link(id, borough),
  ): Promise<AnswerView> {
    const form = await this.form(id, given, token);
    const result = await this.post(token, form);
    await this.settleDown();
    return result;
  }

  /** The filled-in form. */
  async form(id: ProposalId, given: Given, token: string): Promise<Readonly<Record<string, string>>> {
    const { revision } = await this.state(id);
    const page = given.answer === 'approve' && given.upTo === undefined ? await this.read(token) : null;
    return filledIn(given, revision, page);
  }

  /** A POST to `/d/{token}`, and its page. */
  post(token: string, form: Readonly<Record<string, string>>, at = this.now): Promise<AnswerView> {
    return this.invoke(async () =>
      answerView(this.#pages(at), token, await answerRequest(this.deps, token, form, at), form),
    );
  }

  /** Reads pages after an answer of that moment. */
  #pages(at: Instant): PageReads {
    const deps = { ...this.deps, clock: { now: () => (at > this.now ? at : this.now) } };
    return {
      read: (address, token) => readLink(deps, address, token),
      readChanges: (token, what) => readChanges(deps, token, what),
    };
  }

  /** These boroughs approve, in order. */
  async approve(id: ProposalId, ...boroughs: readonly BoroughCode[]): Promise<void> {
    for (const borough of boroughs) {
      const result = await this.answer(id, borough, { answer: 'approve' });
      if (result.kind !== 'recorded') throw new Error(`${borough} could not approve: ${result.kind}`);
    }
  }

  /** A reviewer answers by the newest link of the borough, or of the first reviewer who was asked and still waits. */
  async review(
    id: ProposalId,
    answer: ReviewFormKind,
    { borough, fields }: { borough?: BoroughCode; fields?: Readonly<Record<string, string>> } = {},
  ): Promise<AnswerView> {
    const state = await this.state(id);
    const { reviews } = state;
    const asked = borough ?? reviews.find((each) => each.answer === null && each.passedOn === null)?.borough;
    if (asked === undefined) throw new Error('No reviewer is asked');
    const comment = 'The benefits are worth what they cost.';
    const conditions = answer === 'recommend-with-conditions' ? 'Report after six months.' : '';
    const form = { answer, comment, conditions, declaration: 'yes', revisionHash: reviewedHash(state), ...fields };
    const result = await this.post(this.link(id, asked, 'review'), form);
    await this.settleDown();
    return result;
  }

  /** Says something for a borough by its newest link while a carried proposal waits. */
  async confirm(
    id: ProposalId,
    borough: BoroughCode,
    answer: ConfirmAnswerKind,
    {
      token = this.link(id, borough, 'confirm'),
      fields,
    }: { token?: string; fields?: Readonly<Record<string, string>> } = {},
  ): Promise<AnswerView> {
    const { revision } = await this.state(id);
    const comment = 'We looked at it again, and this is what we think.';
    const form = { answer, comment, declaration: 'yes', revisionHash: revision.hash, ...fields };
    const result = await this.post(token, form);
    await this.settleDown();
    return result;
  }

  async revise(id: ProposalId, value: ProposalContent, holder: string | null = null): Promise<RevisionResult> {
    const content = { kind: 'read', value } as const;
    const revision = { id, content, holder, precondition: 'any', at: this.now } as const;
    const revised = await this.invoke(() => reviseProposal(this.deps, revision));
    if (revised === undefined) throw new Error(`There is no proposal ${id}`);
    await this.settleDown();
    return revised;
  }

  async withdraw(id: ProposalId, more: Partial<Withdrawal> = {}): Promise<WithdrawalResult> {
    const reason = 'The grant we counted on is gone.';
    const withdrawal = { id, reason, holder: null, precondition: 'any', at: this.now, reply: null, ...more } as const;
    const withdrawn = await this.invoke(() => withdrawProposal(this.deps, withdrawal));
    if (withdrawn === undefined) throw new Error(`There is no proposal ${id}`);
    await this.settleDown();
    return withdrawn;
  }

  async extend(id: ProposalId, respondBy: Instant, more: Partial<Extension> = {}): Promise<ExtensionResult> {
    const content = { kind: 'read', value: { respondBy, reason: 'The committee meets later.' } } as const;
    const extension = { id, content, by: secretariat, at: this.now, reply: null, ...more };
    return this.#administer(id, () => extendSignOff(this.deps, extension));
  }

  async revoke(id: ProposalId, borough: BoroughCode, more: Partial<Revocation> = {}): Promise<RevocationResult> {
    const reason = 'A spending stop.';
    const revocation = { id, borough, reason, by: secretariat, at: this.now, reply: null, ...more };
    return this.#administer(id, () => revokeApproval(this.deps, revocation));
  }

  async resume(id: ProposalId, more: Partial<Resumption> = {}): Promise<ResumptionResult> {
    const resumption = { id, reason: 'It is mended.', by: secretariat, at: this.now, reply: null, ...more };
    return this.#administer(id, () => resumeProposal(this.deps, resumption));
  }

  /** Runs one sweep and its effects. */
  async sweep(): Promise<Swept> {
    const failed = (due: unknown, error: unknown) => this.failures.push({ due, error });
    const swept = await this.invoke(() => sweep({ ...this.deps, failed }));
    await this.settleDown();
    return swept;
  }

  /** Moves the clock to that moment, and sweeps. */
  sweepAt(moment: Instant): Promise<Swept> {
    this.world.clock.set(moment);
    return this.sweep();
  }

  /** Sweeps repeatedly at this interval. Returns the result of the last sweep. */
  async sweepAfter(duration: Duration, times = 1): Promise<Swept> {
    for (let before = 1; before < times; before += 1) await this.sweepAfter(duration);
    this.advance(duration);
    return this.sweep();
  }

  /** Moves the clock to the proposal's deadline, and sweeps. */
  async passDeadline(id: ProposalId): Promise<void> {
    const { closesAt } = (await this.state(id)).head;
    if (closesAt === null) throw new Error('There is no deadline');
    await this.sweepAt(closesAt);
  }

  /** Sweeps every 15 minutes for this time. */
  async sweepFor({ days }: { readonly days: number }): Promise<void> {
    await this.sweepAfter({ minutes: 15 }, days * 24 * 4);
  }

  /** Empties the stream and the queue. */
  async settleDown(): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      const records = this.world.stream();
      const mails = this.world.mailQueue.take();
      if (records.length === 0 && mails.length === 0) return;
      for (const record of records) {
        if (record.kind === 'outbox') await this.#insist(() => relayOutbox(this.deps, record.entry.id));
      }
      for (const mail of mails) {
        for (let copy = 0; copy < this.copies; copy += 1)
          await this.#insist(() => deliver(this.deps, mail, (delivered) => this.mails.push(delivered)));
      }
    }
    throw new Error('The stream never comes to rest');
  }

  async #administer<T>(id: ProposalId, work: () => Promise<T | undefined>): Promise<T> {
    const done = await this.invoke(work);
    if (done === undefined) throw new Error(`There is no proposal ${id}`);
    await this.settleDown();
    return done;
  }

  async #insist(work: () => Promise<unknown>): Promise<void> {
    for (let delivery = 1; delivery <= deliveries; delivery += 1) {
      try {
        await this.invoke(work);
        return;
      } catch (error) {
        this.failures.push(error);
      }
    }
  }
}

/** A coalition with its boroughs, budgets and schemes. */
export async function memoryCoalition(options: CoalitionOptions = {}): Promise<MemoryCoalition> {
  const coalition = new MemoryCoalition(options);
  const { boroughs = everyBorough.map((code) => aBorough(code)), allocated = 50_000_000, schemes = [] } = options;
  for (const borough of boroughs) {
    await putBorough(coalition, borough, null);
    for (const year of financialYears) {
      await coalition.world.budgets.allocate(borough.borough, year, { revenue: allocated, capital: allocated });
    }
  }
  for (const scheme of [aScheme(), ...schemes]) {
    const before = await coalition.world.schemes.get(scheme.name);
    const versioned = { scheme: { ...aScheme(), ...scheme }, version: (before?.version ?? 0) + 1 };
    await coalition.world.schemes.put(versioned, before?.version ?? null);
  }
  coalition.world.stream();
  return coalition;
}

/** Changes a borough, as the secretariat does. */
export async function changeBorough(
  coalition: MemoryCoalition,
  code: BoroughCode,
  change: (borough: Borough) => Partial<Borough>,
): Promise<void> {
  const before = await coalition.world.boroughs.get(code);
  if (before === undefined) throw new Error(`There is no borough ${code}`);
  await putBorough(coalition, { ...before, ...change(before), version: before.version + 1 }, before.version);
}

/** An absence from today for this many days, both ends included. */
export function absentFor(coalition: MemoryCoalition, days: number) {
  const from = londonDate(coalition.now);
  return { absences: [{ from, to: addDays(from, days - 1) }] };
}

async function putBorough({ world: { boroughs } }: MemoryCoalition, borough: Borough, expected: number | null) {
  const people = borough.officers.map(({ person, name, email }) => ({ id: person, name, email }));
  if (!(await boroughs.put(borough, people, expected))) throw new Error(`${borough.borough} was changed meanwhile`);
}
