import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { AnswerView } from '../../../functions/web/answer-view.ts';
import { aBorough } from '../../support/builders/boroughs.ts';
import { pid } from '../../support/builders/ids.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import type { Given } from '../../support/worlds/answer-page.ts';
import { asSubmitted, happen, historic, histories } from '../../support/worlds/history.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';

/** An answer that the interface confirmed as recorded. */
interface Accepted {
  readonly id: ProposalId;
  readonly borough: BoroughCode;
  readonly revision: number;
  readonly kind: string;
  readonly link: string;
}

/** Items that a refused answer may write: a first late answer, and the routing to the next officer (R9). */
const traces = /^(?:\d+ late |\d+ sign-off |head$|event )/;

/** Posts with any emailed link and keeps the result. Anything else that a refused answer leaves behind is a fault. */
async function post(coalition: MemoryCoalition, id: ProposalId, given: Given, nth: number): Promise<Accepted | null> {
  const mailed = coalition.mails.flatMap((mail) =>
    mail.proposal === id &&
    'borough' in mail.message &&
    'revision' in mail.message &&
    /^sign-off-re[qm]/.test(mail.message.mail)
      ? [{ ...mail.message, link: 'link' in mail.view ? mail.view.link : '' }]
      : [],
  );
  const used = mailed.at(nth % Math.max(1, mailed.length));
  if (!used?.borough) return null;
  const { borough, revision } = used;
  const token = used.link.slice(used.link.lastIndexOf('/') + 1);
  const form = await coalition.form(id, given, token);
  const { table } = coalition.world;
  const before = [...table.changes];
  const known = coalition.events(id).then((events) => events.length);
  let result: AnswerView;
  try {
    result = await coalition.post(token, form);
  } catch (error) {
    if (!(error instanceof Crash) && (error as Error).name !== 'Overloaded') throw error;
    await coalition.settleDown();
    return null;
  }
  const written = table.changes.slice(before.length);
  if (result.kind !== 'recorded') {
    const answered = (await coalition.events(id)).slice(await known).filter(({ type }) => type === 'answered');
    expect(answered, result.kind).toEqual([]);
    const left = written.filter(({ pk, sk }) => pk.startsWith('proposal ') && !traces.test(sk));
    expect(left, result.kind).toEqual([]);
    expect(
      written.filter(({ pk }) => pk.startsWith('budget ')),
      result.kind,
    ).toEqual([]);
  }
  await coalition.settleDown();
  const link = coalition.world.digests.sha256(token);
  return result.kind === 'recorded' && given.answer !== 'recuse'
    ? { id, borough, revision, kind: given.answer, link }
    : null;
}

/** Promises 1 and 4. Each accepted answer is on its request as it was given, once, whatever came after it. */
async function expectKept(coalition: MemoryCoalition, accepted: readonly Accepted[]): Promise<void> {
  for (const { id, borough, revision, kind, link } of accepted) {
    const requests = await coalition.world.proposals.requests(id, revision);
    const { answer } = requests.find((request) => request.borough === borough) ?? {};
    expect([answer?.kind, answer?.link, answer?.silence]).toEqual([kind, link, false]);
  }
  for (const id of new Set(accepted.map((each) => each.id))) {
    const answered = (await coalition.events(id)).flatMap((event) => (event.type === 'answered' ? [event] : []));
    const places = answered.map(({ data }) => `${data.borough} ${data.revision}`);
    expect(places).toEqual([...new Set(places)]);
    for (const { borough, revision } of accepted.filter((each) => each.id === id)) {
      expect(places).toContain(`${borough} ${revision}`);
    }
  }
}

const given = fc.record({
  answer: fc.constantFrom<Given['answer']>('approve', 'approve', 'decline', 'request-changes', 'recuse'),
  upTo: fc.constantFrom(1, 2_000_000, 3_000_000, 6_000_000, 99_999_999),
});
const attempts = fc.array(fc.record({ of: fc.nat({ max: 1 }), given, nth: fc.nat({ max: 60 }) }), { maxLength: 3 });

test('promises 1 and 4: every accepted answer counts once, and a refused one leaves at most a first late answer', async () => {
  let [kept, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.array(attempts, { minLength: 30, maxLength: 30 }),
      fc.integer(),
      async (steps, tries, seed) => {
        const coalition = await memoryCoalition({
          boroughs: historic.map((code) => aBorough(code)),
          seed,
          allocated: 9_000_000,
        });
        // Each request has two links from the start.
        coalition.copies = 2;
        const ids = [await coalition.submit(asSubmitted), await coalition.submit(asSubmitted)];
        const accepted: Accepted[] = [];
        for (const [at, step] of steps.entries()) {
          await happen(coalition, ids, step);
          for (const { of, given: answer, nth } of tries[at] ?? []) {
            const result = await post(coalition, ids[of] ?? pid(''), answer, nth);
            if (result === null) refused += 1;
            else accepted.push(result);
          }
        }
        kept += accepted.length;
        await expectKept(coalition, accepted);
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
  expect(kept).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(30);
});
