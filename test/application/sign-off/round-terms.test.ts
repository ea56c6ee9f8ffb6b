import { expect, test } from 'vitest';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';

const scheme = {
  name: 'announced',
  silence: 'deemed-approval',
  countsFrom: 50,
  graceWorkingDays: 1,
  topUp: { atMost: 25, workingDays: 2 },
} as const;
const deemedApproval = { authority: 'Resolution 12', upTo: 3_000_000, from: '2026-12-07', to: '2026-12-07' } as const;

async function announced() {
  const boroughs = [aBorough(hackney), aBorough(camden, { deemedApproval }), aBorough(newham)];
  const coalition = await memoryCoalition({ boroughs, schemes: [scheme] });
  const id = await coalition.submit(aSubmission({ scheme: 'announced' }));
  return { coalition, id };
}

/** What the page of a borough's link says about the round. */
async function termsOf(coalition: MemoryCoalition, id: ProposalId, borough: BoroughCode) {
  const page = await coalition.read(coalition.link(id, borough));
  if (page.kind === 'sign-off-confirmation' && page.change.kind === 'sign-off') return page.change.terms;
  if (page.kind !== 'sign-off') throw new Error(`It shows ${page.kind}`);
  return page.terms;
}

test('R4 the page announces silence as the day of the deadline will judge it', async () => {
  const { coalition, id } = await announced();
  expect((await termsOf(coalition, id, camden)).silence).toEqual({
    kind: 'deemed',
    upTo: 3_000_000,
    authority: 'Resolution 12',
  });
  expect((await termsOf(coalition, id, newham)).silence).toEqual({ kind: 'opt-out' });
  expect((await termsOf(coalition, id, hackney)).silence).toEqual({ kind: 'lead' });
  await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_000 });
  expect((await termsOf(coalition, id, camden)).silence).toBeNull();
});

test('R3, R5 the page says what counts, whose decline ends it, and that one has', async () => {
  const { coalition, id } = await announced();
  expect(await termsOf(coalition, id, camden)).toMatchObject({
    counts: { percent: 50, from: 1_500_000 },
    declineEndsAfter: null,
    endsEarly: null,
    topUp: null,
  });
  expect((await termsOf(coalition, id, hackney)).declineEndsAfter).toBe(1);
  await coalition.answer(id, hackney, { answer: 'decline' });
  expect((await termsOf(coalition, id, camden)).endsEarly).toBe('2026-11-24T17:00:00.000Z');
});

test('R5 while a top-up runs, the page says what lacks and what the borough’s own limit would do', async () => {
  const { coalition, id } = await announced();
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 5_500_000 });
  await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_000 });
  await coalition.passDeadline(id);
  expect(await termsOf(coalition, id, newham)).toMatchObject({
    silence: { kind: 'opt-out' },
    // The smallest approval that counts is more than what lacks.
    topUp: { shortfall: 500_000, until: '2026-12-09T17:00:00.000Z', enough: { limit: 1_500_000 } },
  });
});
