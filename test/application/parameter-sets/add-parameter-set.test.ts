import { describe, expect, test } from 'vitest';
import { addParameterSet } from '../../../functions/application/parameter-sets/add-parameter-set.ts';
import { appraiseDraft } from '../../../functions/application/proposals/appraise-draft.ts';
import { appraisedInput } from '../../../functions/application/steps/appraised-input.ts';
import { appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import { readParameterSet } from '../../../functions/schemas/wire/parameter-set-file.ts';
import { parametersOf } from '../../support/builders/appraisal-inputs.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded } from '../../support/worlds/soundness.ts';

const builtIn = parametersOf('green-book-2026-02');
/** Discounts so much that every appraisal changes. */
const harsh: ParameterSet = {
  ...builtIn,
  id: 'harsh',
  source: 'Invented',
  from: '2026-11-01',
  discountRates: [{ fromYear: 1, toYear: 125, rate: 0.5 }],
};
const read = (set: unknown) => readParameterSet(JSON.parse(JSON.stringify(set)));
const add = ({ world }: MemoryCoalition, set: unknown) => addParameterSet(world, read(set), world.clock.now());
const drafted = async ({ world }: MemoryCoalition) => {
  const draft = await appraiseDraft(
    { ...world, allowShortResponses: false, allowStages: true },
    { kind: 'read', value: aSubmission() },
    world.clock.now(),
  );
  if (draft.kind === 'invalid') throw new Error(JSON.stringify(draft.faults));
  return draft.appraisal;
};

describe('R14 adding a parameter set', () => {
  test('an id always means the same figures; adding the same figures again changes nothing', async () => {
    const coalition = await memoryCoalition();
    expect(await add(coalition, harsh)).toEqual({ kind: 'added', set: harsh });
    expect(await add(coalition, harsh)).toEqual({ kind: 'there-already', set: harsh });
    expect(await add(coalition, { ...harsh, from: '2027-01-01' })).toEqual({
      kind: 'id-taken',
      id: 'harsh',
      builtIn: false,
    });
    expect(await coalition.world.parameterSets.added()).toMatchObject([{ set: harsh }]);
  });

  test('the id of a built-in set also keeps its figures', async () => {
    const coalition = await memoryCoalition();
    expect(await add(coalition, builtIn)).toEqual({ kind: 'there-already', set: builtIn });
    expect(await add(coalition, { ...harsh, id: builtIn.id })).toMatchObject({ kind: 'id-taken', builtIn: true });
    expect(await coalition.world.parameterSets.added()).toEqual([]);
  });

  test('a set with faults of form and of content is refused with all of them', async () => {
    const coalition = await memoryCoalition();
    const result = await add(coalition, { ...harsh, id: '', discountRates: [{ fromYear: 1, toYear: 120, rate: 0.5 }] });
    expect(result).toMatchObject({ kind: 'invalid', faults: [{ pointer: '/id' }, { pointer: '/discountRates' }] });
    expect(await coalition.world.parameterSets.added()).toEqual([]);
  });
});

describe('R14 the newest set whose first day has come', () => {
  test('is used for drafts, submissions and revisions from that day on', async () => {
    const coalition = await memoryCoalition();
    const before = await drafted(coalition);
    await add(coalition, { ...harsh, from: '2026-11-24' });
    expect(await drafted(coalition)).toEqual(before);
    const id = await coalition.submit(aSubmission());
    expect((await coalition.state(id)).appraisal).toEqual(before);
    // Midnight of that day in London.
    coalition.world.clock.set('2026-11-23T23:59:59.999Z');
    expect((await drafted(coalition)).parameters).toBe(builtIn.id);
    coalition.world.clock.set('2026-11-24T00:00:00.000Z');
    const harsher = await drafted(coalition);
    expect(harsher.parameters).toBe('harsh');
    expect(harsher.npsv).toBeLessThan(before.npsv);
    await coalition.revise(id, aSubmission({ title: 'Damp and mould sensors' }));
    const { revision, appraisal } = await coalition.state(id);
    expect([revision.number, revision.parameters.id, appraisal.parameters]).toEqual([2, 'harsh', 'harsh']);
  });

  test('is the one added last if two begin on the same day, whatever their ids', async () => {
    const coalition = await memoryCoalition();
    await add(coalition, { ...harsh, id: 'zebra' });
    coalition.advance({ minutes: 1 });
    await add(coalition, { ...harsh, id: 'aardvark' });
    expect((await drafted(coalition)).parameters).toBe('aardvark');
  });

  test('is the one before again after a set with an end has ended', async () => {
    const coalition = await memoryCoalition();
    await add(coalition, { ...harsh, until: '2026-11-24' });
    expect((await drafted(coalition)).parameters).toBe('harsh');
    coalition.world.clock.set('2026-11-24T00:00:00.000Z');
    expect((await drafted(coalition)).parameters).toBe(builtIn.id);
  });
});

describe('R14 a new set', () => {
  test('changes nothing that was submitted before, through round, revocation, review and end', async () => {
    const { coalition, id } = await inSignOff();
    const atFirst = (await coalition.state(id)).appraisal;
    await add(coalition, harsh);
    expect((await coalition.state(id)).appraisal).toEqual(atFirst);
    const willing = { answer: 'approve', upTo: 4_500_000 } as const;
    for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, willing);
    const closed = await coalition.state(id);
    expect(closed.appraisal).toEqual(atFirst);
    await coalition.revoke(id, camden);
    const shared = await coalition.state(id);
    expect([shared.appraisal.parameters, shared.appraisal.boroughs.length]).toEqual([builtIn.id, 2]);
    await coalition.review(id, 'recommend');
    const ended = await expectEnded(coalition, id, 'funded');
    expect(ended.appraisal).toEqual(shared.appraisal);
    expect(ended.revision.parameters).toEqual(builtIn);
    expect(appraise(appraisedInput(ended))).toEqual(ended.appraisal);
    expect((await drafted(coalition)).parameters).toBe('harsh');
  });
});
