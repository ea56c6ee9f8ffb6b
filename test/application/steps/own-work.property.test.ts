import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitingOn } from '../../../functions/application/views/waiting-on.ts';
import type { Role } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

/** One of six people, writing their one address in one of several ways. */
interface Alias {
  readonly who: number;
  readonly way: number;
}
const ways = [
  (who: number) => `p${who}@council.example`,
  (who: number) => `P${who}@Council.Example`,
  (who: number) => `p${who}+works@council.example`,
  (who: number) => `P${who}+a+b@COUNCIL.example`,
];
const addressOf = ({ who, way }: Alias) => ways[way]?.(who) ?? '';
/** Told only by the digit, so that it does not depend on how the product compares addresses. */
const whoIs = (address: string) => Number(/^p(\d)/i.exec(address)?.[1]);

const alias: fc.Arbitrary<Alias> = fc.record({ who: fc.nat({ max: 5 }), way: fc.nat({ max: 3 }) });
const post = fc.record({
  alias,
  roles: fc.subarray<Role>(['approver', 'deputy', 'reviewer'], { minLength: 1 }),
});
const writers = fc.record({ proposer: alias, holder: fc.option(alias) });
const codes = [hackney, camden, newham] as const;
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      place: fc.nat({ max: 2 }),
      link: fc.nat({ max: 3 }),
      answer: fc.constantFrom('approve' as const, 'approve' as const, 'decline' as const, 'request-changes' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revise' as const), by: writers, dearer: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('officers' as const), place: fc.nat({ max: 2 }), post }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('review' as const), link: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
);

type Writers = { readonly proposer: Alias; readonly holder: Alias | null };
type Post = { readonly alias: Alias; readonly roles: readonly Role[] };

const officersOf = (code: BoroughCode, posts: readonly Post[]) =>
  posts.map(({ alias: of, roles }, at) =>
    anOfficer(code, `${at}-${of.who}-${of.way}`, { email: addressOf(of), roles: [...roles] }),
  );
const proposal = ({ proposer }: Writers, amount: number) =>
  aSubmission({
    proposer: { name: 'Proposer', email: addressOf(proposer) },
    costs: [cost(amount)],
    partners: among(...codes),
  });
const holderOf = ({ holder }: Writers) => (holder === null ? null : addressOf(holder));

/** The authors of all revisions up to each, by its number; index 0 is nobody. */
type Wrote = ReadonlySet<number>[];
const withWriters = (wrote: Wrote, { proposer, holder }: Writers) =>
  wrote.push(new Set([...(wrote.at(-1) ?? []), proposer.who, ...(holder === null ? [] : [holder.who])]));

async function expectNobodyJudgesOwn(coalition: MemoryCoalition, id: ProposalId, wrote: Wrote, answered: Set<number>) {
  const { head, requests, reviews } = await coalition.state(id);
  const authors = wrote[head.revision] ?? new Set();
  const people = await coalition.world.people.get([
    ...requests.flatMap(({ answer }) => answer?.by ?? []),
    ...reviews.map(({ person }) => person),
  ]);
  const known = new Map(people.map(({ id: person, email }) => [person, whoIs(email)]));
  for (const { answer } of requests) {
    if (answer?.by == null) continue;
    answered.add(known.get(answer.by) ?? -1);
    expect(authors.has(known.get(answer.by) ?? -1), 'answered what they wrote').toBe(false);
  }
  for (const { answer, person } of reviews) {
    if (answer === null) continue;
    expect(authors.has(known.get(person) ?? -1), 'reviewed what they wrote').toBe(false);
    expect(answered.has(known.get(person) ?? -1), 'reviewed what they answered').toBe(false);
  }
  for (const { message, to } of coalition.mails) {
    if (!/^(sign-off|review)-re(quest|minder)$/.test(message.mail) || !('revision' in message)) continue;
    expect(wrote[message.revision]?.has(whoIs(to.email)), `${message.mail} to an author`).toBe(false);
  }
  return authors;
}

/** R8 counted a second time: a borough waits for nobody exactly if all its approvers and deputies are authors. */
async function expectWaiting(
  coalition: MemoryCoalition,
  id: ProposalId,
  authors: ReadonlySet<number>,
): Promise<number> {
  const { head } = await coalition.state(id);
  if (head.status === 'sign-off') {
    await coalition.world.proposals.reschedule(id, head.version, { due: coalition.now, attempts: head.attempts });
  }
  await coalition.sweep();
  const state = await coalition.state(id);
  if (state.head.status !== 'sign-off') return 0;
  const waiting = waitingOn(state, coalition.now);
  let without = 0;
  for (const { borough, answer } of state.requests) {
    if (answer !== null) continue;
    const { officers = [] } = (await coalition.world.boroughs.get(borough)) ?? {};
    const may = officers.filter(({ roles }) => roles.includes('approver') || roles.includes('deputy'));
    const some = may.some(({ email }) => !authors.has(whoIs(email)));
    const name = state.requests.find((each) => each.borough === borough)?.name;
    const note = waiting.find((each) => each.borough === borough)?.note ?? null;
    expect(note).toBe(some ? null : `no eligible approver for ${name}`);
    if (!some) without += 1;
  }
  return without;
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One coalition with its authors and answers, as counted by the test itself. */
class Played {
  readonly wrote: Wrote = [new Set()];
  readonly answered = new Set<number>();
  readonly coalition: MemoryCoalition;
  readonly id: ProposalId;
  readonly seen: Map<string, number>;

  constructor(coalition: MemoryCoalition, id: ProposalId, seen: Map<string, number>) {
    this.coalition = coalition;
    this.id = id;
    this.seen = seen;
  }

  count(what: string, times = 1): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + times);
  }

  async play(next: Step): Promise<void> {
    if (next.kind === 'answer') await this.answer(next.place, next.link, next.answer);
    else if (next.kind === 'review') await this.review(next.link);
    else if (next.kind === 'revise') await this.revise(next.by, next.dearer);
    else if (next.kind === 'officers') {
      await changeBorough(this.coalition, codes[next.place] ?? hackney, (borough) => ({
        officers: officersOf(borough.borough, [next.post]),
      }));
    } else await this.coalition.sweep();
    const authors = await expectNobodyJudgesOwn(this.coalition, this.id, this.wrote, this.answered);
    this.count('without', await expectWaiting(this.coalition, this.id, authors));
  }

  async answer(place: number, link: number, answer: 'approve' | 'decline' | 'request-changes'): Promise<void> {
    const code = codes[place] ?? hackney;
    const token = this.coalition.links(this.id, code).toReversed()[link];
    if (token === undefined) return;
    const upTo = answer === 'approve' ? { upTo: 9_000_000 } : {};
    this.count((await this.coalition.answer(this.id, code, { answer, ...upTo }, token)).kind);
  }

  async review(link: number): Promise<void> {
    const { reviews } = await this.coalition.state(this.id);
    const asked = reviews.toReversed()[link % Math.max(1, reviews.length)]?.borough;
    if (asked === undefined || this.coalition.links(this.id, asked, 'review').length === 0) return;
    this.count(`review ${(await this.coalition.review(this.id, 'recommend', { borough: asked })).kind}`);
  }

  async revise(by: Writers, dearer: boolean): Promise<void> {
    const revision = proposal(by, dearer ? 9_500_000 : 9_000_000);
    const { kind } = await this.coalition.revise(this.id, revision, holderOf(by));
    if (kind === 'revised') withWriters(this.wrote, by);
  }
}

test('R8 authors never answer, review or are asked, whatever they call themselves, and the others are asked', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(post, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
      writers,
      fc.array(step, { maxLength: 12 }),
      async (posts, first, steps) => {
        const boroughs = codes.map((code, at) =>
          aBorough(code, { emailDomains: ['council.example'], officers: officersOf(code, posts[at] ?? []) }),
        );
        const coalition = await memoryCoalition({ boroughs });
        const id = await coalition.submit(proposal(first, 9_000_000), { holder: holderOf(first) });
        const played = new Played(coalition, id, seen);
        withWriters(played.wrote, first);
        for (const next of steps) await played.play(next);
        for (const place of [0, 1, 2]) await played.play({ kind: 'answer', place, link: 0, answer: 'approve' });
        const { head } = await coalition.state(id);
        if (head.status === 'sign-off') await coalition.passDeadline(id);
        for (const link of [0, 1]) await played.play({ kind: 'review', link });
        await expectSound(coalition);
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 100) },
  );
  // All of these did happen.
  for (const what of ['recorded', 'dead', 'without', 'review recorded']) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(10);
  }
});
