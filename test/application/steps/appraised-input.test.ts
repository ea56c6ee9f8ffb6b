import { describe, expect, test } from 'vitest';
import { appraisedInput } from '../../../functions/application/steps/appraised-input.ts';
import { appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { explainAppraisal } from '../../../functions/domain/appraisal/appraisal-explanation.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { gss } from '../../support/builders/ids.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import type { MemoryCoalition } from '../../support/worlds/memory-coalition.ts';

async function expectSame(coalition: MemoryCoalition, id: ProposalId, shares: readonly (readonly [string, number])[]) {
  const state = await coalition.state(id);
  const input = appraisedInput(state);
  expect(input.contributions.map(({ borough, amount }) => [borough, amount])).toEqual(shares);
  expect(appraise(input)).toEqual(state.appraisal);
  const { npsv, boroughs } = state.appraisal;
  const explained = explainAppraisal(input);
  expect(explained.whole.npsv.total.net).toBe(npsv);
  expect(explained.boroughs.map(({ borough }) => borough)).toEqual(boroughs.map(({ borough }) => borough));
}

const asked = [
  [camden, 3_000_000],
  [hackney, 3_000_000],
  [newham, 3_000_000],
] as const;

describe("R14 appraising the record's input again gives the pence of the appraisal on record", () => {
  async function carried(caps: Readonly<Record<string, number>>) {
    const { coalition, id } = await inSignOff();
    for (const [borough, upTo] of Object.entries(caps))
      await coalition.answer(id, gss(borough), { answer: 'approve', upTo });
    return { coalition, id };
  }

  test('while boroughs are asked, and after a failed round: all boroughs', async () => {
    const { coalition, id } = await carried({});
    await expectSame(coalition, id, asked);
    await coalition.answer(id, hackney, { answer: 'decline' });
    expect((await coalition.state(id)).round?.kind).toBe('failed');
    await expectSame(coalition, id, asked);
  });

  test('R29 after a revocation while the round was open: still all boroughs', async () => {
    const { coalition, id } = await carried({ [hackney]: 9_000_000, [camden]: 2_000_000 });
    await coalition.revoke(id, camden);
    await expectSame(coalition, id, asked);
    await coalition.revoke(id, hackney);
    await expectSame(coalition, id, asked);
  });

  const within = [
    [camden, 2_000_000],
    [hackney, 3_500_000],
    [newham, 3_500_000],
  ] as const;
  const caps = { [hackney]: 4_000_000, [camden]: 2_000_000, [newham]: 4_000_000 };

  test('R10 once the round is carried: the contributions within caps', async () => {
    const { coalition, id } = await carried(caps);
    await expectSame(coalition, id, within);
  });

  test('R29 after a revocation that leaves nothing to pay: the last contributors', async () => {
    const { coalition, id } = await carried(caps);
    await coalition.revoke(id, newham);
    const state = await coalition.state(id);
    expect([state.round?.kind, state.contributions]).toEqual(['failed', []]);
    await expectSame(coalition, id, within);
  });

  test('R29 and after one that came while the boroughs confirmed', async () => {
    const { coalition, id } = await carried(caps);
    await coalition.review(id, 'request-changes');
    await coalition.revoke(id, newham);
    const state = await coalition.state(id);
    expect([state.head.status, state.contributions]).toEqual(['confirming', []]);
    await expectSame(coalition, id, within);
  });

  test('R29 and after the cost was shared again before that', async () => {
    const { coalition, id } = await carried({ [hackney]: 6_000_000, [camden]: 2_000_000, [newham]: 7_500_000 });
    await coalition.revoke(id, camden);
    const again = [
      [hackney, 4_500_000],
      [newham, 4_500_000],
    ] as const;
    await expectSame(coalition, id, again);
    await coalition.revoke(id, newham);
    await expectSame(coalition, id, again);
  });
});
