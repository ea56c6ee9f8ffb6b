import { describe, expect, test } from 'vitest';
import { content } from '../support/memory/content.ts';
import { camden, hackney, newham } from '../support/memory/members.ts';
import { memoryCoalition } from '../support/memory/memory-coalition.ts';
import { expectEnded } from '../support/memory/soundness.ts';

describe('the whole way', () => {
  test('R3 all approve, a reviewer recommends, and it is funded', async () => {
    const coalition = await memoryCoalition();
    const id = await coalition.submit(content());
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([3_000_000, 3_000_000, 3_000_000]);
  });
});
