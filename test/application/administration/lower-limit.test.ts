import { describe, expect, test } from 'vitest';
import { putBorough } from '../../../functions/application/administration/put-borough.ts';
import { lowersLimit } from '../../../functions/application/administration/wake-proposals.ts';
import { projectProposal } from '../../../functions/application/reports/project-proposal.ts';
import { aBorough, anOfficer, camden } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

/** Camden's share is £30,000. The secretariat sets the limit of everyone in this role. */
async function limited(role: 'approver' | 'deputy', limit: number | null) {
  const { coalition, id } = await inSignOff();
  await projectProposal(coalition.deps, id);
  const token = coalition.link(id, camden);
  const lower = async (to: number | null = limit) => {
    const stored = await coalition.world.boroughs.get(camden);
    if (stored === undefined) throw new Error('Camden is gone');
    const officers = stored.officers.map((each) => (each.roles.includes(role) ? { ...each, limit: to } : each));
    const value = { ...stored, officers };
    return putBorough(coalition.deps, { borough: camden, content: { kind: 'read', value }, expectation: undefined });
  };
  return { coalition, id, token, lower };
}

describe('R9 a limit that is lowered after the request', () => {
  test('R9 below the share, passes the request on at the next sweep to an officer who may decide', async () => {
    const { coalition, id, lower } = await limited('approver', 2_999_999);
    await lower();
    expect((await coalition.state(id)).head.due).toBe(coalition.now);
    await coalition.sweep();
    expect((await coalition.request(id, camden)).asks).toMatchObject([
      { person: who(`approver-${camden}`), passedOn: { why: 'not-eligible' } },
      { person: who(`deputy-${camden}`), passedOn: null },
    ]);
    expect(coalition.mails.at(-1)?.to.email).toBe('deputy@camden.example');
    await expectSound(coalition);
  });

  test('R9 down to exactly the share, changes nothing', async () => {
    const { coalition, id, lower } = await limited('approver', 3_000_000);
    await lower();
    await coalition.sweep();
    expect((await coalition.request(id, camden)).asks).toMatchObject([{ passedOn: null }]);
  });

  test('R9 the page of the earlier link says so before any sweep, and an answer passes the request on', async () => {
    const { coalition, id, token, lower } = await limited('approver', 50_000);
    await lower();
    expect(await coalition.read(token)).toMatchObject({
      kind: 'dead',
      why: 'not-eligible',
      detail:
        'You can approve up to £500. Camden’s share is £30,000, so the request goes to an officer who can approve it.',
    });
    expect((await coalition.answer(id, camden, { answer: 'decline' }, token)).kind).toBe('dead');
    expect((await coalition.request(id, camden)).asks.at(-1)?.person).toBe(who(`deputy-${camden}`));
  });

  test('R9 where nobody else may decide, the officer keeps the request', async () => {
    const { coalition, id, token, lower } = await limited('approver', 50_000);
    const stored = await coalition.world.boroughs.get(camden);
    if (stored === undefined) throw new Error('Camden is gone');
    const officers = stored.officers.filter(({ roles }) => !roles.includes('deputy'));
    await coalition.world.boroughs.put({ ...stored, officers, version: stored.version + 1 }, [], stored.version);
    await lower();
    expect(await coalition.read(token)).toMatchObject({ kind: 'sign-off', suggestedLimit: 50_000 });
    expect((await coalition.request(id, camden)).asks).toMatchObject([{ passedOn: null }]);
  });

  test('R9 a higher limit, or another borough’s, wakes nothing', async () => {
    const { coalition, id, lower } = await limited('deputy', null);
    const { due } = (await coalition.state(id)).head;
    await lower();
    expect((await coalition.state(id)).head.due).toBe(due);
  });
});

test('R9 a limit is lowered if, and only if, somebody who stays in a post may approve less', () => {
  const borough = (limit: number | null, id = 'director') =>
    aBorough(camden, { officers: [anOfficer(camden, id, { limit })] });
  expect(lowersLimit(borough(null), borough(5))).toBe(true);
  expect(lowersLimit(borough(6), borough(5))).toBe(true);
  expect(lowersLimit(borough(5), borough(5))).toBe(false);
  expect(lowersLimit(borough(5), borough(null))).toBe(false);
  expect(lowersLimit(borough(null), borough(5, 'another'))).toBe(false);
  expect(lowersLimit(undefined, borough(5))).toBe(false);
});
