import { expect, test } from 'vitest';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';

test('R19 each sealed value has its own salt, even if one change writes several events', async () => {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney, camden, newham);
  const conditions = 'Report each half-year.';
  await coalition.review(id, 'recommend-with-conditions', { fields: { conditions } });
  const seen = new Set<string>();
  for (const { sequence, data } of await coalition.events(id)) {
    const salts = (await coalition.world.proposals.salts(id, sequence))?.values ?? {};
    expect(Object.keys(salts).toSorted()).toEqual(Object.keys(data.sealed).toSorted());
    for (const salt of Object.values(salts)) {
      expect(seen).not.toContain(salt);
      seen.add(salt);
    }
  }
  const closed = (await coalition.events(id)).find(({ type }) => type === 'review-closed');
  const salt = (await coalition.world.proposals.salts(id, closed?.sequence ?? 0))?.values.conditions ?? '';
  const shown = coalition.world.digests.hmac(salt, `Camden: ${conditions}`);
  expect(closed?.data.sealed).toEqual({ conditions: { hmac: shown } });
});
