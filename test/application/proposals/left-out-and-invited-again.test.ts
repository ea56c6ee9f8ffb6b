import { expect, test } from 'vitest';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { approval, livingWorld } from '../lives/life.ts';

test('R7 a borough that is left out and then invited again keeps its hold, which settlement releases', async () => {
  const all = sample('digital-apprenticeships');
  const borough = all.partners.at(-1)?.borough ?? gss('');
  const life = await livingWorld();
  const heldNow = async () => (await life.here.budgets.get(borough, '2026-27', 'revenue'))?.held ?? 0;
  const id = await life.submit(all);
  await life.open(id);
  const request = (await life.stateOf(id)).requests.find((each) => each.borough === borough);
  if (request === undefined) throw new Error('It is a partner');
  expect(await life.answer(id, borough, approval(request))).toBe('recorded');
  const held = await heldNow();
  expect(held).toBeGreaterThan(0);

  await life.revise(id, { ...all, partners: all.partners.slice(0, -1) });
  expect(await heldNow()).toBe(held);
  await life.revise(id, all);
  const again = (await life.stateOf(id)).requests.find((each) => each.borough === borough);
  expect(again).toMatchObject({ answer: null, hold: { status: 'held' } });
  await life.withdraw(id);
  await life.settle(id);

  expect(await heldNow()).toBe(0);
});
