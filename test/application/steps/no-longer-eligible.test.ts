import { describe, expect, test } from 'vitest';
import type { Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import {
  absentFor,
  changeBorough,
  type MemoryCoalition,
  memoryCoalition,
} from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

type Change = (first: Officer, coalition: MemoryCoalition) => readonly Officer[];
/** What the secretariat may do to the officer who was asked. */
const changes: readonly (readonly [string, Change])[] = [
  ['removed', () => []],
  ['demoted', (first) => [{ ...first, roles: ['finance'] }]],
  ['absent', (first, coalition) => [{ ...first, ...absentFor(coalition, 1) }]],
  [
    'replaced by another person in the post',
    (first) => [{ ...first, person: who('somebody else'), email: 'new@camden.example' }],
  ],
];
const moments = ['between GET and POST', 'while the answer is being written'] as const;
const cases = changes.flatMap(([what, change]) => moments.map((when) => ({ what, change, when })));

/** Changes Camden's first officer of a role: at once, or after the answer has read Camden. */
async function happens(
  coalition: MemoryCoalition,
  role: 'approver' | 'reviewer',
  { change, when }: (typeof cases)[number],
) {
  const go = () =>
    changeBorough(coalition, camden, ({ officers }) => {
      const first = officers.find(({ roles }) => roles.includes(role));
      return { officers: officers.flatMap((each) => (each === first ? change(each, coalition) : [each])) };
    });
  if (when === 'between GET and POST') return go();
  const { boroughs } = coalition.world;
  let looked = false;
  const get = async (code: BoroughCode) => {
    const found = await boroughs.get(code);
    if (code === camden && !looked) {
      looked = true;
      await go();
    }
    return found;
  };
  coalition.deps.boroughs = overriding(boroughs, { get });
}

describe('R6, R9 an approver who was asked', () => {
  test.each(cases)(
    'R6, R9 who is $what $when cannot answer: no money is held, and the next is asked',
    async (given) => {
      const { coalition, id } = await inSignOff();
      const token = coalition.link(id, camden);
      expect((await coalition.read(token)).kind).toBe('sign-off');
      await happens(coalition, 'approver', given);
      expect(await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_000 }, token)).toMatchObject({
        kind: 'dead',
        why: 'not-eligible',
      });
      const { answer, asks, hold } = await coalition.request(id, camden);
      expect([answer, hold.status, (await coalition.budget(camden)).held]).toEqual([null, 'none', 0]);
      expect(asks.map(({ passedOn }) => passedOn?.why ?? null)).toEqual(['not-eligible', null]);
      await coalition.approve(id, camden);
      expect((await coalition.request(id, camden)).answer?.by).toBe(asks[1]?.person);
      await expectSound(coalition);
    },
  );
});

describe('R6, R17 a reviewer who was asked', () => {
  test.each(cases)('R6, R17 who is $what $when cannot review, and the next is asked', async (given) => {
    const coalition = await memoryCoalition();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: [
        ...officers,
        anOfficer(camden, 'second-reviewer', { roles: ['reviewer'], email: 'second@camden.example' }),
      ],
    }));
    const id = await coalition.submit(aSubmission());
    await coalition.approve(id, hackney, camden, newham);
    await happens(coalition, 'reviewer', given);
    expect(await coalition.review(id, 'recommend', { borough: camden })).toMatchObject({
      kind: 'dead',
      why: 'not-eligible',
    });
    const { head, reviews } = await coalition.state(id);
    expect([head.status, reviews.map(({ answer }) => answer)]).toEqual(['roi-review', [null, null]]);
    await coalition.review(id, 'recommend');
    expect((await coalition.state(id)).head.status).toBe('funded');
    await expectSound(coalition);
  });
});
