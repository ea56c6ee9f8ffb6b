import { expect, test } from 'vitest';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';

test('R7 a borough that is left out and then invited again keeps its hold, which settlement releases', async () => {
  const all = sample('digital-apprenticeships');
  const borough = all.partners.at(-1)?.borough ?? gss('');
  const coalition = await memoryCoalition();
  const heldNow = async () => (await coalition.budget(borough)).held;
  const id = await coalition.submit(all);
  await coalition.approve(id, borough);
  const held = await heldNow();
  expect(held).toBeGreaterThan(0);

  await coalition.revise(id, { ...all, partners: all.partners.slice(0, -1) });
  expect(await heldNow()).toBe(held);
  await coalition.revise(id, all);
  expect(await coalition.request(id, borough)).toMatchObject({ answer: null, hold: { status: 'held' } });
  await coalition.withdraw(id);

  expect(await heldNow()).toBe(0);
});
