import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { jsonOf } from '../support/deployed/api-client.ts';
import { inBatches, type Member } from '../support/deployed/coalition.ts';
import { type Proposal, submit } from '../support/deployed/journey.ts';
import { type Fields, filled, followed, formOf, openLink, postToLink, words } from '../support/deployed/link-client.ts';
import { startDeployedStack } from '../support/deployed/local-aws.ts';
import { descendantsOf, killNow } from '../support/deployed/processes.ts';
import { sharedCost } from '../support/deployed/proposal-body.ts';
import { type System, systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';
import { FakeRandomness } from '../support/fakes/system.ts';

const upTo = 2_000;

interface Answering {
  readonly proposal: Proposal;
  readonly member: Member;
  readonly link: string;
  readonly form: Fields;
}

/** Its own system, because killing processes would disturb other tests. */
const folder = mkdtempSync(join(tmpdir(), 'joint-funding-killed-'));
let stack: Awaited<ReturnType<typeof startDeployedStack>>;
let system: System;
beforeAll(async () => {
  stack = await startDeployedStack({ folder });
  system = systemAt(stack.value.endpoints);
}, 600_000);
afterAll(() => stack?.stop(), 60_000);

/** Sends an answer. false means that it was not recorded, or that the result is unknown. */
async function isTaken({ link, form }: Answering): Promise<boolean> {
  try {
    return (await postToLink(link, form)).status === 303;
  } catch {
    return false;
  }
}

interface Burst {
  readonly taken: readonly boolean[];
  readonly killed: number;
}

/**
 * Sends all answers at once. After every third response, kills one of the processes that were started for them, chosen by the
 * seed. That process may be answering, or may have answered.
 */
async function answerWhileKilled(answers: readonly Answering[], seed: number): Promise<Burst> {
  const { emulator } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8'));
  const random = new FakeRandomness(seed);
  const running = (): Promise<readonly number[]> => descendantsOf(emulator, /\bnode\b/);
  const before = new Set(await running());
  let [back, killed, started]: [number, number, readonly number[]] = [0, 0, []];
  const kill = (): void => {
    const victim = started[Math.floor(random.fraction() * started.length)];
    started = started.filter((each) => each !== victim);
    if (victim !== undefined && killNow(victim)) killed += 1;
  };
  const answering = answers.map(async (answer) => {
    const was = await isTaken(answer);
    back += 1;
    if (back % 3 === 0) kill();
    return was;
  });
  // Listed all the time, because a list made on demand may arrive after all answers.
  while (back < answers.length) started = (await running()).filter((each) => !before.has(each));
  return { taken: await Promise.all(answering), killed };
}

/** The boroughs whose answers the record shows. */
async function approvedIn(proposal: Proposal): Promise<readonly string[]> {
  const { signOff } = await proposal.view();
  return signOff.boroughs.filter(({ answer }) => answer === 'approve').map(({ borough }) => borough);
}

describe('Promise 1: processes of the functions are killed while 50 boroughs answer at once', () => {
  test('no recorded answer is lost, and one that was not recorded can be sent again and counts once', {
    timeout: 600_000,
  }, async ({ expect }) => {
    const members = await system.coalition(25);
    const changes = { costs: [sharedCost(30_000)] };
    const proposals = [await submit(system, members, changes), await submit(system, members, changes)];
    const wanted = proposals.flatMap((proposal) => members.map((member) => ({ proposal, member })));
    const answers = await inBatches(wanted, async ({ proposal, member }): Promise<Answering> => {
      const link = await proposal.link(member);
      const fields = { answer: 'approve', upTo: '20.00', declaration: 'yes' };
      const form = filled(formOf((await openLink(link)).html), fields);
      return { proposal, member, link, form: { ...form, confirmed: fields.upTo } };
    });

    // On a busy machine all of them may be told to try again, and they do so at once.
    let burst = await answerWhileKilled(answers, 20_261_124);
    let refused = burst.taken.filter((each) => !each).length;
    for (let again = 1; again < 5 && !burst.taken.includes(true); again += 1) {
      burst = await answerWhileKilled(answers, 20_261_124 + again);
      refused += burst.taken.filter((each) => !each).length;
    }
    const { taken, killed } = burst;
    expect(killed).toBeGreaterThan(0);
    // Some of the killed processes were answering.
    expect(refused).toBeGreaterThan(0);
    expect(taken.filter((each) => each).length).toBeGreaterThan(0);

    const recorded = new Map(
      await inBatches(proposals, async (proposal) => [proposal, await approvedIn(proposal)] as const),
    );
    const confirmed = answers.filter((_, index) => taken[index]);
    expect(confirmed.filter(({ proposal, member }) => !recorded.get(proposal)?.includes(member.code))).toEqual([]);
    const pages = await inBatches(confirmed, async ({ link }) => words((await openLink(link)).html));
    expect(pages.filter((page) => !page.includes('approved up to £20'))).toEqual([]);
    // An answer may still be recorded after its process ended. It is then in the record and in the budget, or in neither.
    await eventually('The budgets hold what the recorded answers say', async () => {
      const approved = (await Promise.all(proposals.map(approvedIn))).flat();
      const strange = await inBatches(members, async ({ code }) => {
        const { held } = (await system.budget(code)).revenue;
        const answered = approved.filter((each) => each === code).length;
        return held === answered * upTo ? [] : [{ code, held, answered }];
      });
      return strange.flat().length === 0 ? { found: strange } : { seen: strange.flat() };
    });

    const untaken = answers.filter((_, index) => !taken[index]);
    await inBatches(untaken, async (answer) => {
      const page = await eventually('An answer taken at last', async () => {
        const sent = await postToLink(answer.link, answer.form);
        return sent.status === 303 ? { found: sent } : { seen: [sent.status, words(sent.html)] };
      });
      expect((await followed(answer.link, page)).status).toBe(200);
    });
    for (const proposal of proposals) {
      const { items } = jsonOf<{ items: { type: string; data: { borough?: BoroughCode } }[] }>(
        await system.proposer.must(`${proposal.path}/events?limit=100`),
      );
      const answered = items.filter(({ type }) => type === 'answered').map(({ data }) => data.borough);
      expect(answered.toSorted()).toEqual(members.map(({ code }) => code));
    }
    const held = await inBatches(members, async ({ code }) => (await system.budget(code)).revenue.held);
    expect(held).toEqual(members.map(() => 2 * upTo));
  });
});
