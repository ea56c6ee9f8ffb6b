import { beforeEach, expect, test } from 'vitest';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { camden, hackney, newham } from '../support/builders/boroughs.ts';
import { aSubmission } from '../support/builders/submissions.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { send } from '../support/gateway.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';
import { expectSound } from '../support/worlds/soundness.ts';
import { VirtualTime } from '../support/worlds/virtual-time.ts';

stubHandlerEnvironment();
const { create } = await import('../../functions/handlers/api/administration.handler.ts');

let coalition: MemoryCoalition;
let handler: GatewayHandler;
let admin: string;

beforeEach(async () => {
  coalition = await memoryCoalition();
  handler = create({ ...coalition.world, allowShortResponses: false, log: (...line) => expect(line).toEqual([]) });
  admin = await keyFor(coalition.world.keys);
});

/** The allocation that finance sets for Camden's revenue of 2026-27. */
async function allocate(pence: number) {
  const { statusCode, json } = await send(handler, {
    method: 'PUT',
    path: `/v1/boroughs/${camden}/budgets/2026-27`,
    key: admin,
    body: { revenue: { allocated: pence }, capital: { allocated: 0 } },
  });
  return [statusCode, json.detail ?? json.revenue] as const;
}

test('R12 a budget is never cut below what is held and committed, and a raised budget lets the next answer through', async () => {
  const id = await coalition.submit(aSubmission());
  expect((await allocate(3_199_999))[0]).toBe(200);
  const given = { answer: 'approve', upTo: 3_200_000 } as const;
  expect(await coalition.answer(id, camden, given)).toMatchObject({
    kind: 'no-money',
    lacking: [{ needed: 3_200_000, available: 3_199_999 }],
  });
  expect((await allocate(3_200_000))[0]).toBe(200);
  expect((await coalition.answer(id, camden, given)).kind).toBe('recorded');
  expect(await allocate(3_199_999)).toEqual([
    409,
    '£32,000 of revenue is held and £0 is committed. Allocate at least £32,000 of revenue.',
  ]);
  const figures = { allocated: 3_200_000, available: 0, held: 3_200_000, committed: 0, drawn: 0 };
  expect(await allocate(3_200_000)).toEqual([200, figures]);
  await expectSound(coalition);

  await coalition.approve(id, hackney, newham);
  await coalition.review(id, 'recommend');
  expect((await coalition.state(id)).head.status).toBe('funded');
  const second = await coalition.submit(aSubmission());
  expect((await allocate(4_000_000))[0]).toBe(200);
  expect((await coalition.answer(second, camden, { answer: 'approve', upTo: 1_000_000 })).kind).toBe('recorded');
  expect(await allocate(3_999_999)).toEqual([
    409,
    '£10,000 of revenue is held and £30,000 is committed. Allocate at least £40,000 of revenue.',
  ]);
  await coalition.withdraw(second);
  expect(await allocate(3_000_000)).toEqual([200, { ...figures, allocated: 3_000_000, held: 0, committed: 3_000_000 }]);
  expect((await allocate(2_999_999))[0]).toBe(409);
  await expectSound(coalition);
});

test('R12 when a cut races with an answer, exactly one of them is refused, whichever reads and writes first', async () => {
  const outcomes = new Set<string>();
  for (let race = 0; race < 30; race += 1) {
    const id = await coalition.submit(aSubmission());
    const form = await coalition.form(id, { answer: 'approve', upTo: 3_200_000 }, '');
    await allocate(3_200_000);
    const time = new VirtualTime(coalition.world.clock);
    const { table, randomness } = coalition.world;
    const { pace } = table;
    Object.assign(coalition.deps, { pause: time });
    table.pace = () => time.wait(20 * randomness.fraction());
    const [answered, cut] = await time.during<string>([
      coalition.post(coalition.link(id, camden), form).then(({ kind }) => kind),
      allocate(3_000_000).then(([status]) => String(status)),
    ]);
    table.pace = pace;
    const said = [answered, cut].map((each) => (each?.status === 'fulfilled' ? each.value : 'failed')).join(' and ');
    expect(['recorded and 409', 'no-money and 200']).toContain(said);
    outcomes.add(said);
    await coalition.settleDown();
    await expectSound(coalition);
    await coalition.withdraw(id);
  }
  expect(outcomes.size).toBe(2);
});
